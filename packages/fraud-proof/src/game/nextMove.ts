import { StaleTraceError } from '../error/StaleTraceError.ts'
import type { StateHash } from '../state/hashState.ts'
import type { StepProof } from '../trace/BlockTrace.ts'
import type { Position } from '../trace/position.ts'
import { cutPositions } from './bisection.ts'
import type { Game } from './Game.ts'
import { pickedPart } from './pickedPart.ts'

/** In whose name a player moves: one of the two sides, or none, which can do what anybody can. */
export type Role = 'asserter' | 'challenger' | 'bystander'

/** A block's trace, wherever it is computed. */
export interface TraceOracle {
  hashesAt(positions: readonly Position[]): Promise<readonly StateHash[]>
  proofAt(position: Position): Promise<StepProof>
}

export type Move =
  | { readonly kind: 'cut'; readonly stateHashes: readonly StateHash[] }
  /** With the states that it is picked from. */
  | {
      readonly kind: 'pick'
      readonly part: number
      readonly stateHashes: readonly StateHash[]
    }
  | { readonly kind: 'prove'; readonly moduleId: number; readonly tape: Uint8Array }
  | { readonly kind: 'claim-timeout' }
  | { readonly kind: 'resolve' }
  | { readonly kind: 'wait' }

const WAIT: Move = { kind: 'wait' }

/**
 * What a player that stands by a trace does next (spec 4.1): a function of the game and of the trace, so that it goes on
 * after a restart or a reorganisation of L1 as if it had never stopped.
 *
 * @param now L1's timestamp.
 * @throws {@link StaleTraceError} when the side that is to move would move by a trace that does not have the segment's
 * first state.
 */
export async function nextMove(
  game: Game,
  role: Role,
  trace: TraceOracle,
  now: number,
): Promise<Move> {
  const { phase, deadline, position } = game
  if (game.isResolved) return WAIT
  // First: once its state batch fell nobody can win, and whoever plays on has its bond held for longer.
  if (game.isResolvable) return { kind: 'resolve' }
  if (deadline === null) return WAIT
  if (phase === 'step') {
    const { preHash, moduleId, tape } = await trace.proofAt(position)
    // Who accepted another beginning has left this trace: nothing that starts there can be proven by it.
    if (preHash === game.startHash) return { kind: 'prove', moduleId, tape }
    if (role === sideToMove(phase) && now <= deadline) requireStart(game, preHash)
  }
  // Anybody may claim it; who loses by it pays no gas for that.
  if (now > deadline) return role === sideToMove(phase) ? WAIT : { kind: 'claim-timeout' }
  if (phase === 'bisection' && role === 'asserter') {
    return { kind: 'cut', stateHashes: await ownCuts(game, trace) }
  }
  if (phase === 'selection' && role === 'challenger') {
    const own = await ownCuts(game, trace)
    return { kind: 'pick', part: pickedPart(game.cuts, own), stateHashes: game.cuts }
  }
  return WAIT
}

/** What the trace says between a segment's ends, if the segment begins where the trace says, too. */
async function ownCuts(game: Game, trace: TraceOracle): Promise<readonly StateHash[]> {
  const { position, round } = game
  const [start, ...cuts] = await trace.hashesAt([position, ...cutPositions(position, round)])
  requireStart(game, start as StateHash)
  return cuts
}

function requireStart({ position, startHash }: Game, ownHash: StateHash): void {
  if (ownHash !== startHash) throw new StaleTraceError({ position, startHash, ownHash })
}

/** Whose clock runs while a game is not decided: the last step is the asserter's to prove. */
function sideToMove(phase: Game['phase']): Role {
  return phase === 'selection' ? 'challenger' : 'asserter'
}
