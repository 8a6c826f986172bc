import { type Address, asAddress, type Hash, hashWords } from '@mvm/protocol'
import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'

/**
 * The producer that an epoch's seed assigns to a DAC (spec 5.2), whether somebody has drawn on L1 or not: one of those
 * who are signed up, each with the same chance. `null` where nobody is. Throws {@link ContractRevertError} `SeedUnknown`
 * while the seed is not known.
 */
export async function readAssignedProducer(
  source: ContractSource,
  chainId: number,
  epoch: number,
): Promise<Address | null> {
  const contract = 'SequencerPool'
  const [seed, counted] = await callContracts(source, [
    { contract: 'EpochSeeds', method: 'seed', args: [epoch] },
    { contract, method: 'producerCountAt', args: [epoch] },
  ])
  const count: bigint = counted?.[0]
  if (count === 0n) return null
  // As the contract does it: the sequencers are drawn from the inner hash.
  const drawn = hashWords<Hash<'draw'>>(hashWords<Hash<'draw'>>(seed?.[0], chainId))
  const [producer] = await callContracts(source, [
    { contract, method: 'producerAt', args: [epoch, BigInt(drawn) % count] },
  ])
  return asAddress(producer?.[0])
}
