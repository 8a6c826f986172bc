import {
  encodeAppendSequencerBatch,
  encodeAppendStateBatch,
  type L1TransactionOutcome,
  type L1TransactionSender,
} from '@mvm/l1'
import type { L1Contracts } from '@mvm/protocol'
import type { L1Call, L1CallOutcome, L1CallPort } from '@mvm/sequencer'

/** The sequencer's calls to L1 as intents of the process's L1 account. */
export class SenderCallPort implements L1CallPort {
  readonly #sender: L1TransactionSender
  readonly #contracts: L1Contracts

  constructor(sender: L1TransactionSender, contracts: L1Contracts) {
    this.#sender = sender
    this.#contracts = contracts
  }

  async send(call: L1Call, signal: AbortSignal): Promise<L1CallOutcome> {
    const { id, gasLimit } = call
    return toCallOutcome(
      await this.#sender.send({ id, gasLimit, ...this.#encode(call) }, { signal }),
    )
  }

  cancel(id: string): void {
    this.#sender.cancel(id)
  }

  #encode(call: L1Call) {
    const { canonicalTransactionChain, stateCommitmentChain } = this.#contracts
    return call.kind === 'appendSequencerBatch'
      ? { to: canonicalTransactionChain, data: encodeAppendSequencerBatch(call.batch) }
      : { to: stateCommitmentChain, data: encodeAppendStateBatch(call.batch) }
  }
}

function toCallOutcome(outcome: L1TransactionOutcome): L1CallOutcome {
  switch (outcome.status) {
    case 'included':
      return { kind: 'included', l1BlockNumber: outcome.inclusion.blockNumber }
    case 'reverted':
      return {
        kind: 'reverted',
        l1BlockNumber: outcome.inclusion.blockNumber,
        reason: outcome.error?.message ?? 'it gave no reason',
      }
    case 'rejected':
      return { kind: 'refused', reason: outcome.error.message }
    case 'cancelled':
      return { kind: 'refused', reason: 'it was cancelled' }
    case 'superseded':
      return { kind: 'refused', reason: `another transaction took nonce ${outcome.nonce}` }
  }
}
