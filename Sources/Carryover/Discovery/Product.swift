/// A product of the host's catalogue, known here by its identifier alone.
public enum Product {
  /// The host's identifier of a product.
  public typealias ID = HostID<Product>
}
