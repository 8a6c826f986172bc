import {
  encodeAppendSequencerBatch,
  encodeAppendStateBatch,
  type L1TransactionSender,
} from '@mvm/l1'
import type { L1Contracts } from '@mvm/protocol'
import type { L1Call, L1CallOutcome, L1CallPort } from '../../src/port/L1CallPort.ts'

/** The sequencer's calls by the sender of the l1 package. */
export class SenderCalls implements L1CallPort {
  readonly #sender: L1TransactionSender
  readonly #contracts: L1Contracts
  readonly reverts: string[] = []

  constructor(sender: L1TransactionSender, contracts: L1Contracts) {
    this.#sender = sender
    this.#contracts = contracts
  }

  async send(call: L1Call, signal: AbortSignal): Promise<L1CallOutcome> {
    const { id, gasLimit } = call
    const intent =
      call.kind === 'appendSequencerBatch'
        ? {
            to: this.#contracts.canonicalTransactionChain,
            data: encodeAppendSequencerBatch(call.batch),
          }
        : { to: this.#contracts.stateCommitmentChain, data: encodeAppendStateBatch(call.batch) }
    const outcome = await this.#sender.send({ id, gasLimit, ...intent }, { signal })
    if (outcome.status === 'included') {
      return { kind: 'included', l1BlockNumber: outcome.inclusion.blockNumber }
    }
    if (outcome.status === 'reverted') {
      const reason = outcome.error?.message ?? 'no reason'
      this.reverts.push(`${call.kind}: ${reason}`)
      return { kind: 'reverted', l1BlockNumber: outcome.inclusion.blockNumber, reason }
    }
    return { kind: 'refused', reason: outcome.status }
  }

  cancel(id: string): void {
    this.#sender.cancel(id)
  }
}
