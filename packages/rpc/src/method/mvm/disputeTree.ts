import { quantity } from '../../format/quantity.ts'
import type { Json } from '../../jsonrpc/Json.ts'
import { readNumber } from '../../parameter/readNumber.ts'
import { required } from '../../parameter/required.ts'
import type { DisputeEvent } from '../../port/DisputesPort.ts'
import { defineDacMethod } from '../defineDacMethod.ts'

type EventOf<Kind extends DisputeEvent['kind']> = Extract<DisputeEvent, { readonly kind: Kind }>

/** The moves of a game by round, from L1's events; null when the DAC has no dispute with that number. */
export const disputeTree = defineDacMethod({
  name: 'mvm_disputeTree',
  parameters: [required('disputeId', readNumber)],
  handle: async ({ ports, signal }, disputeId) => {
    const game = await ports.disputes.game(disputeId, signal)
    if (game === null) return null
    const events = await ports.disputes.events(game, signal)
    const only = <Kind extends DisputeEvent['kind']>(kind: Kind) =>
      events.filter((event): event is EventOf<Kind> => event.kind === kind)
    const picks = only('picked')
    const [executed] = only('executed')
    const [decided] = only('decided')
    const [resolved] = only('resolved')
    return {
      disputeId: quantity(disputeId),
      blockNumber: quantity(game.blockNumber),
      rounds: only('cut').map((cut) => ({
        round: quantity(cut.round),
        position: quantity(cut.position),
        cut: {
          defender: cut.defender,
          stateHashes: [...cut.stateHashes],
          l1BlockNumber: quantity(cut.l1BlockNumber),
        },
        pick: describePick(picks.find(({ round }) => round === cut.round)),
      })),
      executed:
        executed === undefined
          ? null
          : {
              position: quantity(executed.position),
              moduleId: quantity(executed.moduleId),
              postHash: executed.postHash,
              l1BlockNumber: quantity(executed.l1BlockNumber),
            },
      decided:
        decided === undefined
          ? null
          : { phase: decided.phase, l1BlockNumber: quantity(decided.l1BlockNumber) },
      resolved:
        resolved === undefined
          ? null
          : {
              phase: resolved.phase,
              slashed: quantity(resolved.slashed),
              reward: quantity(resolved.reward),
              l1BlockNumber: quantity(resolved.l1BlockNumber),
            },
    }
  },
})

function describePick(pick: EventOf<'picked'> | undefined): Json {
  if (pick === undefined) return null
  return {
    part: quantity(pick.part),
    position: quantity(pick.position),
    startHash: pick.startHash,
    endHash: pick.endHash,
    l1BlockNumber: quantity(pick.l1BlockNumber),
  }
}
