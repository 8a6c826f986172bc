import type { Entry } from '../chain/Entry.ts'
import type { Turn } from './Turn.ts'

/** Has a decided entry made the tip, once. */
export function applyEntry<Body>(turn: Turn<Body>, entry: Entry<Body>): void {
  const { applyingId, tip } = turn.state
  if (applyingId !== undefined || entry.parent.id !== tip.id) return
  turn.change({ applyingId: entry.tip.id })
  turn.effects.push({ kind: 'apply', entry })
}
