/**
 * Lets the games of an account pay its bond one after the other: L1 takes one for each DAC, and a move that brings a second
 * one reverts.
 */
export class BondTurns {
  readonly #last = new Map<number, Promise<void>>()

  /** Makes a move that may have to bring the bond for a DAC, when no other one is on its way with it. */
  take(chainId: number, move: () => Promise<void>): Promise<void> {
    const before = this.#last.get(chainId) ?? Promise.resolve()
    const turn = before.then(move, move)
    this.#last.set(chainId, turn)
    return turn
  }
}
