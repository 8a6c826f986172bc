import { setTimeout as delay } from 'node:timers/promises'
import {
  ContractRevertError,
  type ContractSource,
  encodeCommitDispute,
  encodeOpenDispute,
  isTransientL1Error,
  type L1Client,
  type L1Intent,
  type L1TransactionOutcome,
  type L1TransactionSender,
  type OpenDispute,
  readCommitment,
  readDisputes,
  readDisputeTerms,
  readEarliestDisputed,
  readStateBatchStanding,
} from '@mvm/l1'
import {
  disputeCommitment,
  type Hash,
  type L1Contracts,
  type OutputRoot,
  outputRoot,
  outputRootPath,
} from '@mvm/protocol'
import type {
  ArchiveClaimPort,
  Dispute,
  DisputeFate,
  DisputeOutcome,
  DisputePort,
} from '@mvm/ranger'
import { DisputeNotProvenError } from '../error/DisputeNotProvenError.ts'
import { nextL1Head } from '../l1/nextL1Head.ts'
import { findOwnDispute } from './findOwnDispute.ts'
import { readOpeningTurn } from './readOpeningTurn.ts'

export interface L1DisputePortOptions {
  readonly client: L1Client
  readonly contracts: L1Contracts
  /** The ranger's L1 account. */
  readonly sender: Pick<L1TransactionSender, 'address' | 'send'>
  readonly claims: ArchiveClaimPort
  /** A dispute's salt: nobody else can tell it, and a restart finds it again. */
  readonly saltOf: (name: string) => Hash<'salt'>
  /** Blocks of a segment, of the deployment's RangerPool. */
  readonly segmentLength: number
}

/** What an opening takes beyond the delay between its steps: a block for each. */
const BLOCKS_OF_STEPS = 2
/** The last part of a window, in which a ranger opens a game of its own beside those of others. */
const OWN_PART_OF_WINDOW = 1 / 3
/** L1 blocks left of a commitment's time below which it is renewed. */
const SPARE_BLOCKS = 3
const RETRY_MS = 500

/**
 * Opens disputes in the DisputeGame: commits, waits, and says what it committed to, with the bond. Before either step it
 * looks whether somebody's dispute holds the state batch already; and those who find the same lie go one after the other.
 */
export class L1DisputePort implements DisputePort {
  readonly #options: L1DisputePortOptions
  /** Numbers of own games, where they were found last. */
  readonly #ids = new Map<string, number>()
  /** Tries that L1 did not take, by step. */
  readonly #tries = new Map<string, number>()

  constructor(options: L1DisputePortOptions) {
    this.#options = options
  }

  /**
   * What is done already stands on L1, which is asked first: no restart opens twice. Throws
   * {@link DisputeNotProvenError} and what L1 throws.
   */
  async open(name: string, dispute: Dispute, signal: AbortSignal): Promise<DisputeOutcome> {
    const { client, contracts, sender, saltOf } = this.#options
    const source = { client, contracts, signal }
    const { disputeGame } = contracts
    const { bond, minRevealDelay, maxRevealDelay } = await readDisputeTerms(source)
    const salt = saltOf(name)
    const { chainId, stateBatchIndex, blockNumber, ownRoot: challengerRoot } = dispute
    const commitment = disputeCommitment({
      challenger: sender.address,
      ...{ chainId, stateBatchIndex, blockNumber, challengerRoot, salt },
    })
    /** L1 block from which on it is this ranger's turn. */
    let turnFrom: number | undefined
    for (let seen = -1; ; ) {
      const head = await nextL1Head(client, seen, signal)
      seen = head.number
      const ended = await this.#howItEnded(dispute, head.timestamp, source)
      if (ended !== null) return ended
      const opening = await this.#opening(dispute, salt, source)
      if (opening === null || opening === 'late') return opening ?? 'gone'
      const committedAt = await readCommitment(source, sender.address, commitment)
      const age = committedAt === null ? 0 : head.number - committedAt
      if (committedAt === null || age > maxRevealDelay - SPARE_BLOCKS) {
        turnFrom ??=
          head.number +
          (await this.#turn(dispute, head.number, source)) * (minRevealDelay + BLOCKS_OF_STEPS)
        if (head.number < turnFrom) continue
        const data = encodeCommitDispute(commitment)
        const step = `${name}/commit/${committedAt ?? 'first'}`
        const committed = await this.#send(step, { to: disputeGame, data }, signal)
        if (committed.status === 'rejected') throw committed.error
        continue
      }
      if (age < minRevealDelay) continue
      const data = encodeOpenDispute(opening)
      const lastPart = await this.reliesUntil(dispute, signal)
      const isLast = head.timestamp >= lastPart
      // What it takes to play the game (spec 4.1: a bond is three times that); in the end a lie that nobody disputes is worse.
      const intent = { to: disputeGame, data, value: bond, leaves: isLast ? 0n : bond / 3n }
      const step = `${name}/open/${committedAt}`
      const until = isLast ? Number.POSITIVE_INFINITY : lastPart
      const outcome = await this.#sendUnless(step, intent, dispute, until, source)
      if (outcome === null) continue
      if (outcome.status === 'included') return 'open'
      const error = 'error' in outcome ? outcome.error : null
      if (error !== null && !(error instanceof ContractRevertError && isOver(error))) throw error
    }
  }

  async reliesUntil(
    { chainId, stateBatchIndex, blockNumber }: Dispute,
    signal: AbortSignal,
  ): Promise<number> {
    const { client, contracts, claims } = this.#options
    const source = { client, contracts, signal }
    const { windowEnd } = await readStateBatchStanding(source, chainId, stateBatchIndex)
    const held = await claims.stateBatchOf(chainId, blockNumber, signal)
    const appendedAt = held?.stateBatch.appendedAtTimestamp ?? windowEnd
    return windowEnd - Math.ceil((windowEnd - appendedAt) * OWN_PART_OF_WINDOW)
  }

  async earliestDisputed(chainId: number, signal: AbortSignal): Promise<number | null> {
    const { client, contracts } = this.#options
    return readEarliestDisputed({ client, contracts, signal }, chainId)
  }

  async fateOf(dispute: Dispute, signal: AbortSignal): Promise<DisputeFate> {
    const { client, contracts, sender } = this.#options
    const source = { client, contracts, signal }
    const game = await findOwnDispute(source, dispute, sender.address, this.#idOf(dispute))
    if (game === null) return 'gone'
    this.#ids.set(nameOf(dispute), game.disputeId)
    if (!game.isResolved) return 'open'
    if (game.phase === 'void') return 'void'
    return game.phase === 'challenger-won' ? 'won' : 'lost'
  }

  /** Sends a step under a name of its own for each try: an outcome that L1 gave once is the answer for long. */
  async #send(
    step: string,
    intent: Omit<L1Intent, 'id'>,
    signal: AbortSignal,
    beforeBroadcast: () => Promise<void> = async () => undefined,
  ): Promise<L1TransactionOutcome> {
    const tries = this.#tries.get(step) ?? 0
    const outcome = await this.#options.sender.send(
      { ...intent, id: `${step}/${tries}` },
      { signal, beforeBroadcast },
    )
    if (outcome.status !== 'included') this.#tries.set(step, tries + 1)
    return outcome
  }

  /**
   * Sends an opening, which may have to wait for money; `null` when it is to be thought over before it is on its way: L1
   * says that there is nothing to open any more, or its time has come.
   */
  async #sendUnless(
    step: string,
    intent: Omit<L1Intent, 'id'>,
    dispute: Dispute,
    until: number,
    source: ContractSource & { readonly signal: AbortSignal },
  ): Promise<L1TransactionOutcome | null> {
    const { signal } = source
    const end = new AbortController()
    const changed = new AbortController()
    const watched = { ...source, signal: AbortSignal.any([signal, end.signal]) }
    let isChanged = false
    this.#untilChanged(dispute, until, watched).then(
      () => {
        isChanged = true
        changed.abort()
      },
      (error: unknown) => {
        if (!end.signal.aborted) changed.abort(error)
      },
    )
    try {
      const either = AbortSignal.any([signal, changed.signal])
      // On its way: it may cost its bond whatever others do.
      return await this.#send(step, intent, either, async () => end.abort())
    } catch (error) {
      if (signal.aborted || !isChanged) throw error
      return null
    } finally {
      end.abort()
    }
  }

  async #untilChanged(
    dispute: Dispute,
    until: number,
    source: ContractSource & { readonly signal: AbortSignal },
  ): Promise<void> {
    const { client, signal } = source
    for (let seen = -1; ; ) {
      try {
        const head = await nextL1Head(client, seen, signal)
        seen = head.number
        if (head.timestamp >= until) return
        if ((await this.#howItEnded(dispute, head.timestamp, source)) !== null) return
      } catch (error) {
        signal.throwIfAborted()
        if (!isTransientL1Error(error)) throw error
        await delay(RETRY_MS, undefined, { signal })
      }
    }
  }

  #idOf(dispute: Dispute): number | undefined {
    return this.#ids.get(nameOf(dispute))
  }

  /** What L1 says of the opening that there is nothing to do any more; `null` while there is. */
  async #howItEnded(
    dispute: Dispute,
    timestamp: number,
    source: ContractSource & { readonly signal: AbortSignal },
  ): Promise<DisputeOutcome | null> {
    const { chainId, stateBatchIndex } = dispute
    if (await this.#isOpen(dispute)) return 'open'
    const { isLive, windowEnd } = await readStateBatchStanding(source, chainId, stateBatchIndex)
    if (!isLive) return 'gone'
    const held = await readEarliestDisputed(source, chainId)
    if (held !== null && held <= stateBatchIndex) {
      if (timestamp < (await this.reliesUntil(dispute, source.signal))) return 'covered'
    }
    // The next block's time decides, and that is later.
    return timestamp >= windowEnd ? 'late' : null
  }

  async #turn(
    { chainId, stateBatchIndex, blockNumber }: Dispute,
    headNumber: number,
    source: ContractSource & { readonly signal: AbortSignal },
  ): Promise<number> {
    const { claims, sender, segmentLength } = this.#options
    const held = await claims.stateBatchOf(chainId, blockNumber, source.signal)
    if (held === null) return 0
    const { merkleRoot, firstBlock } = held.stateBatch
    const segment = Math.floor((blockNumber - firstBlock) / segmentLength)
    const subject = { chainId, stateBatchIndex, merkleRoot, segment }
    return readOpeningTurn(source, subject, headNumber, sender.address)
  }

  /** `null` when the state batch lives no more; `late` when it rests on a wrong one that nobody disputed in time. */
  async #opening(
    { chainId, stateBatchIndex, blockNumber, claimedRoot, ownRoot, agreed }: Dispute,
    salt: Hash<'salt'>,
    source: ContractSource & { readonly signal: AbortSignal },
  ): Promise<OpenDispute | 'late' | null> {
    const { signal } = source
    const claimed = await this.#proof(chainId, blockNumber, claimedRoot, signal)
    const before = await this.#proof(chainId, blockNumber - 1, outputRoot(agreed), signal).catch(
      async (error: unknown) => {
        if (!(error instanceof DisputeNotProvenError)) throw error
        const held = await this.#options.claims.stateBatchOf(chainId, blockNumber - 1, signal)
        const index = held?.stateBatch.stateBatchIndex ?? stateBatchIndex
        const { windowEnd } = await readStateBatchStanding(source, chainId, index)
        const head = await source.client.block('latest', { signal })
        if (index === stateBatchIndex || (head?.timestamp ?? 0) <= windowEnd) throw error
        return 'late' as const
      },
    )
    if (before === 'late') return before
    if (claimed?.stateBatchIndex !== stateBatchIndex || before === null) return null
    const batchHash = await this.#batchHash(chainId, blockNumber, signal)
    if (batchHash === null) return null
    return {
      ...{ chainId, stateBatchIndex, blockNumber, claimedRoot, agreed, salt },
      batchHash,
      claimedSiblings: claimed.siblings,
      agreedStateBatchIndex: before.stateBatchIndex,
      agreedSiblings: before.siblings,
      challengerRoot: ownRoot,
    }
  }

  /** Of the transaction batch that holds a block; `null` when L1 took it back. */
  async #batchHash(chainId: number, blockNumber: number, signal: AbortSignal) {
    const { claims } = this.#options
    for await (const { batch } of claims.batches(chainId, blockNumber, blockNumber, signal)) {
      return batch.batchHash
    }
    return null
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

function nameOf({ chainId, stateBatchIndex, blockNumber }: Dispute): string {
  return `${chainId}/${stateBatchIndex}/${blockNumber}`
}

/** Whether another look at L1 says how it ended. */
function isOver({ errorName }: ContractRevertError): boolean {
  return [
    'AlreadyDisputed',
    'UnknownCommitment',
    'RevealOutOfRange',
    'WindowPassed',
    'NotDisputable',
  ].includes(errorName)
}
