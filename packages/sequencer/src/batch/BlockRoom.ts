import { MAX_BLOCK_INPUTS } from '@mvm/protocol'
import { uvarintLength } from './uvarintLength.ts'

/** How much still goes into one block of a payload: exact to the byte. */
export class BlockRoom {
  readonly #payloadRoom: number
  #bodySize: number
  #inputRoom: number

  /**
   * @param payloadRoom bytes left in the payload
   * @param deltaSize bytes of the block's timestamp delta
   * @param deposits inputs that the block has besides its transactions
   */
  constructor(payloadRoom: number, deltaSize: number, deposits: number) {
    this.#payloadRoom = payloadRoom
    this.#bodySize = deltaSize
    this.#inputRoom = MAX_BLOCK_INPUTS - deposits
  }

  /** Whether even a block without transactions fits. */
  get isUsable(): boolean {
    return uvarintLength(this.#bodySize) + this.#bodySize <= this.#payloadRoom
  }

  /** Takes the room of a transaction if there is enough; otherwise changes nothing and returns `false`. */
  take(transactionSize: number): boolean {
    const bodySize = this.#bodySize + uvarintLength(transactionSize) + transactionSize
    if (this.#inputRoom === 0) return false
    if (uvarintLength(bodySize) + bodySize > this.#payloadRoom) return false
    this.#bodySize = bodySize
    this.#inputRoom--
    return true
  }
}
