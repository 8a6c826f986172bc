import { setTimeout } from 'node:timers/promises'
import {
  ContractRevertError,
  encodeCommitDispute,
  encodeOpenDispute,
  type L1Client,
  type L1TransactionSender,
  type OpenDispute,
  readCommitment,
  readDisputes,
  readDisputeTerms,
} from '@mvm/l1'
import {
  disputeCommitment,
  type Hash,
  type L1Contracts,
  type OutputRoot,
  outputRoot,
  outputRootPath,
} from '@mvm/protocol'
import type { ArchiveClaimPort, Dispute, DisputePort } from '@mvm/ranger'
import { DisputeNotProvenError } from '../error/DisputeNotProvenError.ts'

export interface L1DisputePortOptions {
  readonly client: L1Client
  readonly contracts: L1Contracts
  /** The ranger's L1 account. */
  readonly sender: Pick<L1TransactionSender, 'address' | 'send'>
  readonly claims: ArchiveClaimPort
  /** A dispute's salt: nobody else can tell it, and a restart finds it again. */
  readonly saltOf: (name: string) => Hash<'salt'>
}

/** L1 blocks left of a commitment's time below which it is renewed. */
const SPARE_BLOCKS = 3
const POLL_MS = 250

/** Opens disputes in the DisputeGame: commits, waits, and says what it committed to, with the bond. */
export class L1DisputePort implements DisputePort {
  readonly #options: L1DisputePortOptions

  constructor(options: L1DisputePortOptions) {
    this.#options = options
  }

  /**
   * What is done already stands on L1, which is asked first: no restart opens twice. Throws
   * {@link DisputeNotProvenError} and what L1 throws.
   */
  async open(name: string, dispute: Dispute, signal: AbortSignal): Promise<'open' | 'gone'> {
    const { client, contracts, sender, saltOf } = this.#options
    const source = { client, contracts }
    const { disputeGame } = contracts
    const { bond, minRevealDelay, maxRevealDelay } = await readDisputeTerms(source)
    const salt = saltOf(name)
    const { chainId, stateBatchIndex, blockNumber, ownRoot: challengerRoot } = dispute
    const commitment = disputeCommitment({
      challenger: sender.address,
      ...{ chainId, stateBatchIndex, blockNumber, challengerRoot, salt },
    })
    for (;;) {
      signal.throwIfAborted()
      const opening = await this.#opening(dispute, salt, signal)
      if (opening === null) return 'gone'
      if (await this.#isOpen(dispute)) return 'open'
      const committedAt = await readCommitment(source, sender.address, commitment)
      const head = await client.block('latest', { signal })
      const age = head === null || committedAt === null ? 0 : head.number - committedAt
      if (committedAt === null || age > maxRevealDelay - SPARE_BLOCKS) {
        const data = encodeCommitDispute(commitment)
        const id = `${name}/commit/${committedAt ?? 'first'}`
        const committed = await sender.send({ id, to: disputeGame, data }, { signal })
        if (committed.status === 'rejected') throw committed.error
        continue
      }
      if (age < minRevealDelay) {
        await setTimeout(POLL_MS, undefined, { signal })
        continue
      }
      const data = encodeOpenDispute(opening)
      const id = `${name}/open/${committedAt}`
      const outcome = await sender.send({ id, to: disputeGame, data, value: bond }, { signal })
      if (outcome.status === 'included') return 'open'
      const error = 'error' in outcome ? outcome.error : null
      if (error instanceof ContractRevertError && isOver(error)) continue
      if (error !== null) throw error
      await setTimeout(POLL_MS, undefined, { signal })
    }
  }

  /** `null` when the state batch lives no more. */
  async #opening(
    { chainId, stateBatchIndex, blockNumber, claimedRoot, ownRoot, agreed }: Dispute,
    salt: Hash<'salt'>,
    signal: AbortSignal,
  ): Promise<OpenDispute | null> {
    const claimed = await this.#proof(chainId, blockNumber, claimedRoot, signal)
    const before = await this.#proof(chainId, blockNumber - 1, outputRoot(agreed), signal)
    if (claimed?.stateBatchIndex !== stateBatchIndex || before === null) return null
    return {
      ...{ chainId, stateBatchIndex, blockNumber, claimedRoot, agreed, salt },
      claimedSiblings: claimed.siblings,
      agreedStateBatchIndex: before.stateBatchIndex,
      agreedSiblings: before.siblings,
      challengerRoot: ownRoot,
    }
  }

  /** Where L1 has an output root; `null` where no state batch holds the block. */
  async #proof(chainId: number, blockNumber: number, root: OutputRoot, signal: AbortSignal) {
    const held = await this.#options.claims.stateBatchOf(chainId, blockNumber, signal)
    if (held === null) return null
    const { stateBatchIndex, firstBlock } = held.stateBatch
    if (held.roots[blockNumber - firstBlock] !== root) {
      throw new DisputeNotProvenError({ chainId, blockNumber, root })
    }
    const { siblings } = outputRootPath(firstBlock, held.roots, blockNumber - firstBlock)
    return { stateBatchIndex, siblings }
  }

  async #isOpen({ chainId, stateBatchIndex, blockNumber }: Dispute): Promise<boolean> {
    const { client, contracts, sender } = this.#options
    const disputes = await readDisputes({ client, contracts }, chainId)
    return disputes.some(
      (dispute) =>
        dispute.challenger === sender.address &&
        dispute.stateBatchIndex === stateBatchIndex &&
        dispute.blockNumber === blockNumber,
    )
  }
}

/** Whether another look at L1 says how it ended. */
function isOver({ errorName }: ContractRevertError): boolean {
  return ['AlreadyDisputed', 'UnknownCommitment', 'RevealOutOfRange'].includes(errorName)
}
