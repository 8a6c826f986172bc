import { asHash, toHex } from '@mvm/protocol'
import type { SubmitOutcome } from '@mvm/rpc'
import { UnavailablePoolPort } from './UnavailablePoolPort.ts'

const TIMEOUT_MS = 10_000
const NO_SEQUENCER =
  'this node follows L1 only and knows no sequencer; use L1 (mvm tx force) or another node'

/** A follower's mempool: it has none, and hands what it gets to the DAC's sequencer. */
export class ForwardingPoolPort extends UnavailablePoolPort {
  readonly #sequencerUrl: string | undefined

  /** @param sequencerUrl JSON-RPC of this DAC at its sequencer. */
  constructor(sequencerUrl: string | undefined) {
    super(NO_SEQUENCER)
    this.#sequencerUrl = sequencerUrl
  }

  override async submit(encoded: Uint8Array): Promise<SubmitOutcome> {
    const url = this.#sequencerUrl
    if (url === undefined) return super.submit(encoded)
    let answer: { readonly result?: string; readonly error?: { readonly message: string } }
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          jsonrpc: '2.0',
          id: 1,
          method: 'eth_sendRawTransaction',
          params: [toHex(encoded)],
        }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      answer = (await response.json()) as typeof answer
    } catch (error) {
      return {
        status: 'unavailable',
        reason: `the sequencer does not answer (${error instanceof Error ? error.message : error})`,
      }
    }
    if (answer.result !== undefined) return { status: 'accepted', hash: asHash(answer.result) }
    return {
      status: 'unavailable',
      reason: answer.error?.message ?? 'the sequencer gave no reason',
    }
  }
}
