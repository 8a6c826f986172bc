import { setTimeout as delay } from 'node:timers/promises'
import { type Move, nextMove, type Role, type TraceOracle } from '@mvm/fraud-proof'
import {
  type Dispute,
  type Game,
  isTransientL1Error,
  type L1Client,
  type L1Intent,
  type L1TransactionSender,
  readGame,
} from '@mvm/l1'
import type { L1Contracts } from '@mvm/protocol'
import { DisputeReplacedError } from '../error/DisputeReplacedError.ts'
import { nextL1Head } from '../l1/nextL1Head.ts'
import type { BondTurns } from './BondTurns.ts'
import { encodeMove } from './encodeMove.ts'
import type { GameLogger } from './GameLogger.ts'
import { moveValue } from './moveValue.ts'
import { readPlayedGame } from './readPlayedGame.ts'
import { untilBondChanges } from './untilBondChanges.ts'

export interface GamePlayerOptions {
  readonly client: L1Client
  readonly contracts: L1Contracts
  readonly sender: Pick<L1TransactionSender, 'address' | 'send'>
  /** As it was opened. */
  readonly dispute: Dispute
  /** In whose name it moves. */
  readonly role: Role
  readonly trace: TraceOracle
  /** Shared by all games of the account. */
  readonly bonds: BondTurns
  readonly logger: GameLogger
}

type MadeMove = Exclude<Move, { readonly kind: 'wait' }>

const RETRY_MS = 500
/** A bond is what so many of the worst honest games cost in gas (spec 4.1). */
const GAMES_OF_A_BOND = 3n

/**
 * Plays one game to its end: looks at L1, asks the trace what to say, says it, and looks again. It keeps nothing, so
 * that it goes on after a restart; what it has sent it does not send again, because each move has a name.
 */
export class GamePlayer {
  readonly #options: GamePlayerOptions
  /** Tries that L1 did not take, by move. */
  readonly #tries = new Map<string, number>()

  constructor(options: GamePlayerOptions) {
    this.#options = options
  }

  /**
   * Resolves with the game when its outcome has taken effect. Throws {@link DisputeReplacedError} when L1 took the
   * dispute back, and {@link StaleTraceError} when the trace is of another block than the dispute.
   */
  async play(signal: AbortSignal): Promise<Game> {
    const { client, contracts, dispute, role, trace, logger } = this.#options
    for (let seen = -1; ; ) {
      try {
        const head = await nextL1Head(client, seen, signal)
        // At one block: L1 may go on, or another endpoint answer, from one call to the next.
        const source = { client, contracts, at: { hash: head.hash }, signal }
        const game = await readGame(source, dispute.disputeId)
        if (!isSame(game, dispute)) throw new DisputeReplacedError({ disputeId: dispute.disputeId })
        if (game.isResolved) return game
        const played = await readPlayedGame(source, game, head.number, role)
        const move = await nextMove(played, role, trace, head.timestamp)
        if (move.kind !== 'wait') await this.#make(move, game, head.timestamp, signal)
        seen = head.number
      } catch (error) {
        signal.throwIfAborted()
        if (!isTransientL1Error(error)) throw error
        logger.warn({ err: error, disputeId: dispute.disputeId }, 'a move waits for L1')
        await delay(RETRY_MS, undefined, { signal })
      }
    }
  }

  /** @param now L1's time */
  async #make(move: MadeMove, game: Game, now: number, signal: AbortSignal): Promise<void> {
    const { client, contracts, bonds } = this.#options
    const source = { client, contracts, signal }
    const isDue = (await moveValue(source, move, game)) > 0n
    if (isDue && (await bonds.take(game.chainId, () => this.#bring(move, game, now, signal)))) {
      return
    }
    await this.#send(move, game, { value: 0n }, signal)
  }

  /** Makes a move with the asserter's bond; `false` when another one has brought it meanwhile. */
  async #bring(move: MadeMove, game: Game, now: number, signal: AbortSignal): Promise<boolean> {
    const { client, contracts, sender, logger } = this.#options
    const source = { client, contracts, signal }
    signal.throwIfAborted()
    const value = await moveValue(source, move, game)
    if (value === 0n) return false
    const { openedAt, deadline } = game
    const halfTime = deadline === null ? now : openedAt + (deadline - openedAt) / 2
    const isEarly = now < halfTime
    // Who has given its last wei as a bond cannot make the moves that would bring it back; who waits for more until its
    // clock has run out has lost for certain.
    const leaves = isEarly ? value / GAMES_OF_A_BOND : 0n
    const end = new AbortController()
    const changed = new AbortController()
    const watched = { ...source, signal: AbortSignal.any([signal, end.signal]) }
    const waiting = {
      ...{ game, account: sender.address },
      until: isEarly ? halfTime : Number.POSITIVE_INFINITY,
    }
    untilBondChanges(watched, waiting).then(
      () => changed.abort(),
      (error: unknown) => {
        if (watched.signal.aborted) return
        // Such as that L1 knows the game no more: the player finds out.
        logger.warn({ err: error }, 'a bond cannot be watched')
        changed.abort()
      },
    )
    try {
      const either = AbortSignal.any([signal, changed.signal])
      await this.#send(move, game, { value, leaves }, either)
    } catch (error) {
      if (signal.aborted || !changed.signal.aborted) throw error
    } finally {
      end.abort()
    }
    return true
  }

  async #send(
    move: MadeMove,
    game: Game,
    money: Pick<L1Intent, 'value' | 'leaves'>,
    signal: AbortSignal,
  ): Promise<void> {
    const { sender, contracts, logger } = this.#options
    const { disputeId, segmentHash, segment } = game
    // After a reorganisation of L1 the same round may be about another segment.
    const name = `dispute/${disputeId}/${segmentHash}/${move.kind}`
    const tries = this.#tries.get(name) ?? 0
    const id = `${name}/${tries}`
    const data = encodeMove(move, game)
    const outcome = await sender.send({ id, to: contracts.disputeGame, data, ...money }, { signal })
    const told = { disputeId, move: move.kind, round: segment.round, status: outcome.status }
    if (outcome.status === 'included') logger.info(told, 'moved in a dispute')
    else {
      this.#tries.set(name, tries + 1)
      const error = 'error' in outcome ? outcome.error?.message : undefined
      logger.warn({ ...told, error }, 'a move was not taken')
    }
  }
}

function isSame(game: Game, dispute: Dispute): boolean {
  const place = ['chainId', 'stateBatchIndex', 'blockNumber', 'challenger'] as const
  const roots = ['agreedRoot', 'claimedRoot', 'challengerRoot'] as const
  return [...place, ...roots].every((field) => game[field] === dispute[field])
}
