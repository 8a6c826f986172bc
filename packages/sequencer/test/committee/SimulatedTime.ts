interface Appointment {
  readonly atMs: number
  readonly order: number
  readonly action: () => void
}

/** A clock that jumps from one thing to do to the next: a heap by time, then by order of arrival. */
export class SimulatedTime {
  nowMs = 0
  readonly #heap: Appointment[] = []
  #order = 0

  after(ms: number, action: () => void): void {
    const heap = this.#heap
    let index = heap.length
    const added = { atMs: this.nowMs + ms, order: this.#order++, action }
    heap.push(added)
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (!isBefore(added, heap[parent] as Appointment)) break
      heap[index] = heap[parent] as Appointment
      index = parent
    }
    heap[index] = added
  }

  /** Does everything that is due within that time. */
  run(ms: number): void {
    const untilMs = this.nowMs + ms
    while (this.step(untilMs));
  }

  /** Does the next thing that is due by then; without one it is then, and false. */
  step(untilMs: number): boolean {
    const next = this.#heap[0]
    if (next === undefined || next.atMs > untilMs) {
      this.nowMs = untilMs
      return false
    }
    this.#removeFirst()
    this.nowMs = next.atMs
    next.action()
    return true
  }

  #removeFirst(): void {
    const heap = this.#heap
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return
    let index = 0
    for (;;) {
      let child = 2 * index + 1
      if (child >= heap.length) break
      const right = heap[child + 1]
      if (right !== undefined && isBefore(right, heap[child] as Appointment)) child++
      if (!isBefore(heap[child] as Appointment, last)) break
      heap[index] = heap[child] as Appointment
      index = child
    }
    heap[index] = last
  }
}

function isBefore(a: Appointment, b: Appointment): boolean {
  return a.atMs === b.atMs ? a.order < b.order : a.atMs < b.atMs
}
