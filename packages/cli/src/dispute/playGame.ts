import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Role } from '@mvm/fraud-proof'
import {
  type Dispute,
  type Game,
  L1Client,
  L1TransactionSender,
  MemoryIntentJournal,
  signerFromKey,
} from '@mvm/l1'
import type { GamePlayer, LazyTrace } from '@mvm/node'
import { formatMt, MvmError } from '@mvm/protocol'
import type { Signer } from '../key/Signer.ts'
import type { L1Connection } from '../l1/L1Connection.ts'
import type { Progress } from '../output/Progress.ts'
import type { CommandContext } from '../program/CommandContext.ts'
import { traceOfGame } from './traceOfGame.ts'

export interface GameToPlay {
  readonly dispute: Dispute
  readonly role: Role
  readonly signer: Signer
  /** Keeps what is on its way to L1, so that a restart goes on with it, and the derived chain. */
  readonly data: string | undefined
}

const RETRY_MS = 1_000
const WITHDRAWAL_TRIES = 3

/** How a game ended, and what of it was fetched. */
export interface PlayedToItsEnd {
  readonly game: Game
  /** Wei of ETH. */
  readonly withdrawn: bigint
}

/**
 * Plays a game until its outcome has taken effect, and fetches what it brought. It keeps nothing of the game, so that
 * it goes on wherever an earlier run ended. Throws `DisputeReplacedError` when L1 took the dispute back.
 */
export async function playGame(
  context: CommandContext,
  connection: L1Connection,
  { dispute, role, signer, data }: GameToPlay,
): Promise<PlayedToItsEnd> {
  const { BondTurns, GamePlayer, LevelIntentJournal, withdrawBonds } = await import('@mvm/node')
  const { progress, signal } = context
  const { chainId, contracts } = connection
  // Unlike other commands this one waits while L1 is away.
  const client = new L1Client({ urls: [context.settings.l1Url?.value ?? ''], chainId })
  const l1 = { ...connection, client }
  // First: nobody else plays from this folder then.
  const level =
    data === undefined
      ? null
      : await LevelIntentJournal.open(await journalFolder(l1, data, signer.address))
  // What a run that was ended has derived under the same name is gone on with.
  const named = data === undefined ? {} : { name: `played-${dispute.disputeId}-${signer.address}` }
  const { trace, close } = await traceOfGame(context, l1, dispute, { data, ...named })
  const stop = new AbortController()
  let isOver = false
  const sender = new L1TransactionSender({
    ...{ client, signer: signerFromKey(signer.privateKey), chainId },
    journal: level ?? new MemoryIntentJournal(),
    onEvent: (event) => {
      if (event.kind === 'unfunded') {
        progress.note(`the account cannot pay the bond of ${formatMt(event.value)} ETH; waiting`)
      }
      if (event.kind === 'failed') progress.note(`${event.error.message}; trying again`)
    },
  })
  const running = sender.run(AbortSignal.any([signal, stop.signal]))
  // Told to who sends.
  running.catch(() => undefined)
  const say = (facts: object, message: string) => progress.note(`${message}: ${told(facts)}`)
  const logger = { info: say, warn: say }
  try {
    progress.step(`playing dispute ${dispute.disputeId} as ${role}`)
    const parts = { client, contracts, sender, logger }
    const bonds = new BondTurns()
    const player = new GamePlayer({ ...parts, dispute, role, trace, bonds })
    const game = await playThrough(player, trace, progress, signal)
    isOver = true
    let withdrawn = 0n
    for (let tries = 0; tries < WITHDRAWAL_TRIES && withdrawn === 0n; tries++) {
      // Of a name of its own: a try that L1 did not take is the journal's answer for long.
      const id = `dispute/${dispute.disputeId}/withdraw/${tries}`
      withdrawn = await withdrawBonds({ ...parts, id, signal })
    }
    return { game, withdrawn }
  } finally {
    stop.abort()
    await running.catch(() => undefined)
    await level?.close()
    await close({ isKept: data !== undefined && !isOver })
  }
}

/** Until the chain is derived anew. */
const STALE_RETRY_MS = 10_000

/** Plays on when L1 was reorganised while the chain was derived from it. */
async function playThrough(
  player: GamePlayer,
  trace: LazyTrace,
  progress: Progress,
  signal: AbortSignal,
): Promise<Game> {
  for (;;) {
    try {
      return await player.play(signal)
    } catch (error) {
      const isReorganised =
        error instanceof MvmError &&
        ['L1_REORGANISED', 'BATCHES_MISSING', 'STALE_TRACE'].includes(error.code)
      if (signal.aborted || !isReorganised) throw error
      progress.note(`${error.message}; trying again`)
      const isStale = error.code === 'STALE_TRACE'
      if (isStale) await trace.close()
      await delay(isStale ? STALE_RETRY_MS : RETRY_MS, undefined, { signal })
    }
  }
}

/** What stands in a journal is of one account on one L1, whose first block tells it from others with its chainID. */
async function journalFolder(l1: L1Connection, data: string, account: string): Promise<string> {
  const first = await l1.client.block(0, { signal: l1.signal })
  return join(data, `sent-${first?.hash.slice(2, 18) ?? l1.chainId}-${account}`)
}

function told(facts: object): string {
  return Object.entries(facts)
    .filter(([name]) => name !== 'disputeId')
    .map(([name, value]) => `${name} ${value instanceof Error ? value.message : value}`)
    .join(', ')
}
