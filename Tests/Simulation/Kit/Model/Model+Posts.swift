extension Model {
  func leave(_ post: Post) -> Step {
    guard mannedPosts.contains(post) else { return answer(.post(.unchanged)) }
    guard mannedPosts.count > 1 else { return answer(.post(.lastOne)) }
    var next = self
    next.mannedPosts.remove(post)
    return Step(admits: { $0 == .post(.changed) }, next: next, answer: { "left" })
  }

  func enter(_ post: Post) -> Step {
    guard !mannedPosts.contains(post) else { return answer(.post(.unchanged)) }
    var next = self
    next.mannedPosts.insert(post)
    return Step(admits: { $0 == .post(.changed) }, next: next, answer: { "entered" })
  }
}
