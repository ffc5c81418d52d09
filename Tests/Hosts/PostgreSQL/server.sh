# A private PostgreSQL for tests, sourced by Tests/Hosts/run: install, start, stop; sets address and version.

packages=(postgresql-15 libpq-dev pkg-config)
programs=/usr/lib/postgresql/15/bin
folder=

install() {
  local missing=()
  for package in "${packages[@]}"; do
    dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
  done
  [ ${#missing[@]} = 0 ] && return
  if [ "$(id -u)" != 0 ]; then
    echo "missing: ${missing[*]}; install them, or run this as root" >&2
    exit 69
  fi
  # The package would start a cluster of its own otherwise.
  mkdir -p /etc/postgresql-common
  [ -e /etc/postgresql-common/createcluster.conf ] ||
    echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
  apt-get update
  DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
    --option Dpkg::Options::=--force-confold "${missing[@]}"
}

# The server refuses to run as root.
unprivileged() {
  if [ "$(id -u)" = 0 ]; then runuser --user postgres -- "$@"; else "$@"; fi
}

start() {
  folder=$(mktemp --directory /tmp/carryover-postgresql.XXXXXX)
  if [ "$(id -u)" = 0 ]; then chown postgres "$folder"; fi
  chmod 711 "$folder"
  unprivileged "$programs/initdb" --pgdata "$folder/data" --username postgres --auth trust --encoding UTF8 \
    --locale C.UTF-8 --no-sync >/dev/null
  # Only a Unix socket. Without fsync a crash of the machine loses data, which no test here is about; everything else is as
  # a host would have it.
  unprivileged "$programs/pg_ctl" --pgdata "$folder/data" --log "$folder/log" --wait --silent start \
    --options "-c listen_addresses='' -c unix_socket_directories='$folder' -c fsync=off"
  address="host=$folder user=postgres"
  version=$("$programs/psql" "$address dbname=postgres" --no-psqlrc --tuples-only --no-align --command 'SHOW server_version')
  "$programs/createdb" --host "$folder" --username postgres carryover
  for file in schema functions; do
    "$programs/psql" "$address dbname=carryover" --no-psqlrc --quiet --set ON_ERROR_STOP=1 --single-transaction \
      --file "Tests/Hosts/PostgreSQL/$file.sql"
  done
}

stop() {
  [ -n "$folder" ] || return 0
  if [ -e "$folder/data/postmaster.pid" ]; then
    unprivileged "$programs/pg_ctl" --pgdata "$folder/data" --mode immediate --wait --silent stop || true
  fi
  rm -rf "$folder"
}
