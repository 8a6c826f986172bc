import { setTimeout as delay } from 'node:timers/promises'
import { type ContractSource, type Game, readDisputeCount, readGame } from '@mvm/l1'

const POLL_MS = 200

/** Waits until the first dispute of a deployment is open, told of each round, and its outcome has taken effect. */
export async function untilResolved(
  source: ContractSource & { readonly signal: AbortSignal },
  onRound: (game: Game) => void | Promise<void>,
): Promise<Game> {
  const pause = () => delay(POLL_MS, undefined, { signal: source.signal })
  while ((await readDisputeCount(source)) === 0) await pause()
  for (let round = -1; ; await pause()) {
    const game = await readGame(source, 0)
    if (game.segment.round !== round) await onRound(game)
    round = game.segment.round
    if (game.isResolved) return game
  }
}
