import type { Address, SignedBlockSeal } from '@mvm/protocol'
import type { CommitteeMessage } from '../CommitteeMessage.ts'
import type { EntryBody } from '../chain/EntryBody.ts'

/** A seal and who is said to have signed it, which nobody has checked yet. */
export interface ClaimedSeal {
  readonly sealer: Address
  readonly seal: SignedBlockSeal
}

/** All seals that a message between a DAC's sequencers shows, whatever becomes of the message. */
export function sealsIn(
  chainId: number,
  message: CommitteeMessage<EntryBody>,
): readonly ClaimedSeal[] {
  return bodiesOf(message).flatMap((body) => {
    if (body.kind !== 'block') return []
    const { number, parentHash, blockHash, originNumber, originHash } = body
    const { epoch, sealer, signature } = body.seal
    const place = { chainId, epoch, number, parentHash, blockHash, originNumber, originHash }
    return [{ sealer, seal: { ...place, signature } }]
  })
}

function bodiesOf(message: CommitteeMessage<EntryBody>): readonly EntryBody[] {
  switch (message.kind) {
    case 'accept':
      return [message.entry.body]
    case 'promise':
      return message.accepted === undefined ? [] : [message.accepted.entry.body]
    case 'entries':
      return message.entries.map(({ body }) => body)
    default:
      return []
  }
}
