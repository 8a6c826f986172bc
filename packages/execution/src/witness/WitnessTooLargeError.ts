import { MvmError } from '@mvm/protocol'

/** A witness would have more bytes than were asked for at most. */
export class WitnessTooLargeError extends MvmError {
  readonly code = 'WITNESS_TOO_LARGE'
  /** The block of which there was no room for what it reads. */
  readonly blockNumber: number
  readonly limitBytes: number

  constructor({
    blockNumber,
    limitBytes,
  }: { readonly blockNumber: number; readonly limitBytes: number }) {
    super(`the witness exceeds ${limitBytes} bytes in block ${blockNumber}`, {
      remedy: 'Ask for fewer blocks at once, or allow more bytes.',
    })
    this.blockNumber = blockNumber
    this.limitBytes = limitBytes
  }
}
