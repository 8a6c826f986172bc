/** A binary heap: `pop` returns the element that `isBefore` all others. */
export class PriorityQueue<Element> {
  readonly #elements: Element[]
  readonly #isBefore: (a: Element, b: Element) => boolean

  /** Takes over `elements`. PERF: linear in their number. */
  constructor(isBefore: (a: Element, b: Element) => boolean, elements: Element[] = []) {
    this.#isBefore = isBefore
    this.#elements = elements
    for (let i = (elements.length >> 1) - 1; i >= 0; i--) this.#sink(i)
  }

  get size(): number {
    return this.#elements.length
  }

  peek(): Element | undefined {
    return this.#elements[0]
  }

  push(element: Element): void {
    let i = this.#elements.push(element) - 1
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (!this.#isBefore(element, this.#at(parent))) break
      this.#elements[i] = this.#at(parent)
      i = parent
    }
    this.#elements[i] = element
  }

  pop(): Element | undefined {
    const first = this.#elements[0]
    const last = this.#elements.pop()
    if (last !== undefined && this.#elements.length > 0) {
      this.#elements[0] = last
      this.#sink(0)
    }
    return first
  }

  #sink(start: number): void {
    const element = this.#at(start)
    let i = start
    for (;;) {
      let child = 2 * i + 1
      if (child >= this.#elements.length) break
      if (
        child + 1 < this.#elements.length &&
        this.#isBefore(this.#at(child + 1), this.#at(child))
      ) {
        child++
      }
      if (!this.#isBefore(this.#at(child), element)) break
      this.#elements[i] = this.#at(child)
      i = child
    }
    this.#elements[i] = element
  }

  #at(index: number): Element {
    return this.#elements[index] as Element
  }
}
