/**
 * Lets the games of an account pay its bond one after the other: L1 takes one for each DAC, and a move that brings a second
 * one reverts.
 */
export class BondTurns {
  readonly #last = new Map<number, Promise<unknown>>()

  /** Makes a move that may have to bring the bond for a DAC, when no other one is on its way with it. */
  take<T>(chainId: number, move: () => Promise<T>): Promise<T> {
    const before = this.#last.get(chainId) ?? Promise.resolve()
    const turn = before.then(move, move)
    this.#last.set(chainId, turn)
    return turn
  }
}
