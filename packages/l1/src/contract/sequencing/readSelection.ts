import { type Address, asAddress } from '@mvm/protocol'
import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'

/** Who may post for a DAC in an epoch. */
export interface Selection {
  readonly isDrawn: boolean
  /** `null` before the draw, and when no member was eligible: then anyone who allocates the threshold may post. */
  readonly leader: Address | null
  /** In their order. */
  readonly backups: readonly Address[]
  /** Who may be the producer of batches whose origin lies in the epoch. */
  readonly producer: Address | null
  /** L1 block of the DAC's last batch that was not forced; 0 before the first. */
  readonly lastBatchAt: number
}

const NOBODY = asAddress(`0x${'00'.repeat(20)}`)

/** What has been drawn, and when takeover times began to run. */
export async function readSelection(
  source: ContractSource,
  chainId: number,
  epoch: number,
): Promise<Selection> {
  const contract = 'SequencerPool'
  const [selection, producer, lastBatchAt] = await callContracts(source, [
    { contract, method: 'selection', args: [chainId, epoch] },
    { contract, method: 'producerOf', args: [chainId, epoch] },
    { contract, method: 'lastBatchAt', args: [chainId] },
  ])
  const { isDrawn, leader, backups } = selection?.[0] ?? {}
  return {
    isDrawn,
    leader: somebody(leader),
    backups: [...backups].map(asAddress).filter((backup) => backup !== NOBODY),
    producer: somebody(producer?.[0]),
    lastBatchAt: Number(lastBatchAt?.[0]),
  }
}

function somebody(value: string): Address | null {
  const address = asAddress(value)
  return address === NOBODY ? null : address
}
