import { setTimeout as delay } from 'node:timers/promises'
import type { StateHash } from '@mvm/fraud-proof'
import {
  encodeCommitDispute,
  encodeOpenDispute,
  encodePickPart,
  encodeWithdrawBonds,
  type Game,
  isTransientL1Error,
  type L1TransactionOutcome,
  L1TransactionSender,
  MemoryIntentJournal,
  readDispute,
  readDisputeCount,
  readDisputeTerms,
  readGame,
  signerFromKey,
} from '@mvm/l1'
import { type DevnetAccount, readPlayedGame } from '@mvm/node'
import {
  type Address,
  asHash,
  disputeCommitment,
  type Hash,
  type Hex,
  keccak256Hex,
} from '@mvm/protocol'
import type { AttackGround } from './AttackGround.ts'
import type { Subject } from './lyingOpening.ts'
import type { PickRule } from './PickRule.ts'

const POLL_MS = 100
/** For calls that revert, which nobody can estimate. */
const GAS_LIMIT = 2_000_000n

export interface Tactics {
  readonly pick: PickRule
  /** Makes each move in the last second that L1 gives it. @default at once */
  readonly isLate?: boolean
}

/** An account on L1 that disputes what is right. */
export class Attacker {
  readonly address: Address
  /** Moves that L1 took in the second in which the clock ran out. */
  lateMoves = 0
  readonly #ground: AttackGround
  readonly #sender: L1TransactionSender
  readonly #stop = new AbortController()
  readonly #running: Promise<void>
  #sent = 0

  constructor(ground: AttackGround, { address, privateKey }: DevnetAccount) {
    const { client, signal } = ground.source
    this.address = address
    this.#ground = ground
    this.#sender = new L1TransactionSender({
      ...{ client, signer: signerFromKey(privateKey), chainId: ground.devnet.record.l1ChainId },
      ...{ journal: new MemoryIntentJournal(), pollIntervalMs: POLL_MS },
    })
    this.#running = this.#sender.run(AbortSignal.any([signal, this.#stop.signal]))
    // Told to who sends.
    this.#running.catch(() => undefined)
  }

  /** Commits and reveals; the number of the game. Throws when L1 does not take it. */
  async open(subject: Subject): Promise<number> {
    const { source } = this.#ground
    const outcome = await this.reveal(subject)
    if (outcome.status !== 'included') throw new Error(`the opening was ${outcome.status}`)
    for (let id = (await readDisputeCount(source)) - 1; id >= 0; id--) {
      const { challenger, stateBatchIndex, blockNumber } = await readDispute(source, id)
      const isIt =
        challenger === this.address &&
        stateBatchIndex === subject.stateBatchIndex &&
        blockNumber === subject.blockNumber
      if (isIt) return id
    }
    throw new Error('L1 does not know the dispute that it has taken')
  }

  /** Commits to an opening and sends it, whatever L1 makes of it. */
  async reveal(subject: Subject): Promise<L1TransactionOutcome> {
    const { source } = this.#ground
    const { disputeGame } = source.contracts
    const salt = asHash<Hash<'salt'>>(keccak256Hex(new TextEncoder().encode(`salt ${this.#sent}`)))
    const commitment = disputeCommitment({ challenger: this.address, ...subject, salt })
    const committed = await this.send(encodeCommitDispute(commitment))
    if (committed.status !== 'included') throw new Error(`the commitment was ${committed.status}`)
    const { bond, minRevealDelay } = await readDisputeTerms(source)
    const from = committed.inclusion.blockNumber + minRevealDelay - 1
    while (((await source.client.block('latest'))?.number ?? 0) < from) await this.#pause()
    return this.send(encodeOpenDispute({ ...subject, salt }), { to: disputeGame, value: bond })
  }

  /** Plays as challenger until the outcome of the game has taken effect. */
  async play(disputeId: number, { pick, isLate = false }: Tactics): Promise<Game> {
    const { source } = this.#ground
    for (; ; await this.#pause()) {
      const game = await readGame(source, disputeId)
      if (game.isResolved) return game
      const { phase, deadline } = game
      const head = await source.client.block('latest', { signal: source.signal })
      if (phase !== 'selection' || deadline === null || head === null) continue
      // The next block comes a second later.
      if (isLate && head.timestamp < deadline - 1) continue
      const cuts = await this.#cutsOf(game, head.number)
      const part = cuts.length === 0 ? null : pick(game, cuts)
      if (part === null) continue
      const data = encodePickPart({
        disputeId,
        segmentHash: game.segmentHash,
        part,
        stateHashes: cuts,
      })
      const outcome = await this.send(data)
      if (outcome.status !== 'included') continue
      const block = await source.client.block(outcome.inclusion.blockNumber)
      if (block?.timestamp === deadline) this.lateMoves++
    }
  }

  /** What the asserter has posted; empty when L1 is being reorganised. */
  async #cutsOf(game: Game, headNumber: number): Promise<readonly StateHash[]> {
    try {
      const { source } = this.#ground
      return (await readPlayedGame(source, game, headNumber, 'challenger')).cuts
    } catch (error) {
      if (isTransientL1Error(error)) return []
      throw error
    }
  }

  /** Fetches what games have brought. */
  withdraw(): Promise<L1TransactionOutcome> {
    return this.send(encodeWithdrawBonds())
  }

  /** Sends a call, by default to the DisputeGame, also one that will revert. */
  send(
    data: Hex,
    call: { readonly to?: Address; readonly value?: bigint } = {},
  ): Promise<L1TransactionOutcome> {
    const { contracts, signal } = this.#ground.source
    const { to = contracts.disputeGame, value = 0n } = call
    const id = `attack ${this.#sent++}`
    return this.#sender.send({ id, to, data, value, gasLimit: GAS_LIMIT }, { signal })
  }

  async stop(): Promise<void> {
    this.#stop.abort()
    await this.#running.catch(() => undefined)
  }

  #pause(): Promise<void> {
    return delay(POLL_MS, undefined, { signal: this.#ground.source.signal })
  }
}
