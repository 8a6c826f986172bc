import type { L1TransactionOutcome, L1TransactionSender } from '@mvm/l1'
import { contractArtifact, type Hex, type L1Contracts, toHex } from '@mvm/protocol'
import type { L1Call, L1CallOutcome, L1CallPort } from '@mvm/sequencer'
import { Interface } from 'ethers'

const ctc = new Interface(contractArtifact('CanonicalTransactionChain').abi)
const scc = new Interface(contractArtifact('StateCommitmentChain').abi)

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
    if (call.kind === 'appendSequencerBatch') {
      const { batch } = call
      const data = ctc.encodeFunctionData('appendSequencerBatch', [
        batch.chainId,
        batch.prevBatchHash,
        batch.blockCount,
        batch.queueEnd,
        batch.originNumber,
        batch.originHash,
        batch.feeScalar,
        batch.producer,
        toHex(batch.producerSignature),
        toHex(batch.payload),
      ])
      return { to: this.#contracts.canonicalTransactionChain, data: data as Hex }
    }
    const { chainId, firstBlock, outputRoots, batchHash } = call.batch
    const data = scc.encodeFunctionData('appendStateBatch', [
      chainId,
      firstBlock,
      outputRoots,
      batchHash,
    ])
    return { to: this.#contracts.stateCommitmentChain, data: data as Hex }
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
