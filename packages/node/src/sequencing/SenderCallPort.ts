import {
  encodeAppendSequencerBatch,
  encodeAppendStateBatch,
  type L1TransactionOutcome,
  type L1TransactionSender,
} from '@mvm/l1'
import type { L1Contracts } from '@mvm/protocol'
import type { L1Call, L1CallOutcome, L1CallPort } from '@mvm/sequencer'
import type { PoolDuties } from './PoolDuties.ts'

/** The sequencer's calls to L1 as intents of the process's L1 account, each after what the pool must hear first. */
export class SenderCallPort implements L1CallPort {
  readonly #sender: L1TransactionSender
  readonly #contracts: L1Contracts
  readonly #duties: Pick<PoolDuties, 'prepare'>
  /** Calls take their nonces in the order in which they came. */
  #turn: Promise<unknown> = Promise.resolve()
  readonly #waiting = new Set<string>()

  constructor(
    sender: L1TransactionSender,
    contracts: L1Contracts,
    duties: Pick<PoolDuties, 'prepare'>,
  ) {
    this.#sender = sender
    this.#contracts = contracts
    this.#duties = duties
  }

  async send(call: L1Call, signal: AbortSignal): Promise<L1CallOutcome> {
    const { id, gasLimit } = call
    this.#waiting.add(id)
    const turn = this.#turn.then(() => this.#duties.prepare(signal, producedOrigin(call)))
    this.#turn = turn.catch(() => undefined)
    const problem = await turn
    signal.throwIfAborted()
    if (!this.#waiting.delete(id)) return { kind: 'refused', reason: 'it was cancelled' }
    if (problem !== null) return { kind: 'untimely', ...problem }
    return toCallOutcome(
      await this.#sender.send({ id, gasLimit, ...this.#encode(call) }, { signal }),
    )
  }

  cancel(id: string): void {
    if (!this.#waiting.delete(id)) this.#sender.cancel(id)
  }

  #encode(call: L1Call) {
    const { canonicalTransactionChain, stateCommitmentChain } = this.#contracts
    return call.kind === 'appendSequencerBatch'
      ? { to: canonicalTransactionChain, data: encodeAppendSequencerBatch(call.batch) }
      : { to: stateCommitmentChain, data: encodeAppendStateBatch(call.batch) }
  }
}

/** The origin of a batch that a producer has opened. */
function producedOrigin(call: L1Call): number | undefined {
  if (call.kind !== 'appendSequencerBatch' || call.batch.producerSignature.length === 0) {
    return undefined
  }
  return call.batch.originNumber
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
