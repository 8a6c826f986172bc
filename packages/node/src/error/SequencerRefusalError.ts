import { type Json, RpcError } from '@mvm/rpc'

/** The JSON-RPC error with which a DAC's sequencer answered what this node forwarded to it: told as it came. */
export class SequencerRefusalError extends RpcError {
  readonly code = 'SEQUENCER_REFUSAL'
  readonly rpcCode: number
  readonly #data: Json | undefined

  constructor(answer: {
    readonly code: number
    readonly message: string
    readonly data?: Json | undefined
  }) {
    super(answer.message)
    this.rpcCode = answer.code
    this.#data = answer.data
  }

  override get data(): Json | undefined {
    return this.#data
  }
}
