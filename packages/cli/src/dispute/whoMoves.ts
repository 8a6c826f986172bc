import type { Game, GameSides, StateBatchStanding } from '@mvm/l1'
import type { Address } from '@mvm/protocol'

/** Whose move a game waits for. */
export interface Turn {
  readonly side: 'asserter' | 'challenger' | 'anybody'
  /** What it waits for. */
  readonly move: 'cut' | 'pick' | 'prove' | 'resolve'
  /** Who can make it; empty for anybody. */
  readonly accounts: readonly Address[]
}

/** Who is to move (spec 4.1); `null` when the outcome has taken effect. */
export function whoMoves(
  { phase, isResolved, asserter, challenger }: Game,
  { delegate }: Pick<GameSides, 'delegate'>,
  { isLive }: Pick<StateBatchStanding, 'isLive'>,
): Turn | null {
  if (isResolved) return null
  // Nobody can win it any more.
  if (!isLive) return { side: 'anybody', move: 'resolve', accounts: [] }
  switch (phase) {
    case 'bisection': {
      const accounts = delegate === null ? [asserter] : [asserter, delegate]
      return { side: 'asserter', move: 'cut', accounts }
    }
    case 'selection':
      return { side: 'challenger', move: 'pick', accounts: [challenger] }
    case 'step':
      return { side: 'anybody', move: 'prove', accounts: [] }
    default:
      return { side: 'anybody', move: 'resolve', accounts: [] }
  }
}
