import type { DisputeMove } from '@mvm/l1'
import { formatMt, stepModules } from '@mvm/protocol'
import type { Json } from '../output/Json.ts'

/** What happened in a game, in a line for people and for programs. */
export interface MoveDescription {
  readonly text: string
  readonly data: { readonly [key: string]: Json }
}

/** Describes an event of a game. */
export function describeMove(move: DisputeMove): MoveDescription {
  const text = `L1 block ${move.l1BlockNumber}: ${said(move)}`
  const entries = Object.entries(move).map(([name, value]): [string, Json] => [
    name,
    typeof value === 'bigint' ? value.toString() : value,
  ])
  return { text, data: Object.fromEntries(entries) }
}

function said(move: DisputeMove): string {
  switch (move.kind) {
    case 'opened':
      return `${move.challenger} disputes block ${move.blockNumber} of state batch ${move.stateBatchIndex}`
    case 'cut':
      return `round ${move.round}: ${move.defender} cuts the segment at ${move.position} with ${move.stateHashes.length} states`
    case 'picked':
      return `round ${move.round}: the challenger picks part ${move.part}, at ${move.position}`
    case 'executed':
      return `step ${move.position} is executed by ${stepModules[move.moduleId] ?? `module ${move.moduleId}`} and leads to ${move.postHash}`
    case 'decided':
      return `decided: ${move.phase}`
    case 'resolved':
      return `resolved: ${move.phase}; ${formatMt(move.slashed)} MT slashed, ${formatMt(move.reward)} MT for the challenger`
  }
}
