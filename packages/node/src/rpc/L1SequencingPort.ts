import {
  type ContractSource,
  callContracts,
  readEligible,
  readEscrow,
  readSchedule,
  readSequencerStanding,
} from '@mvm/l1'
import type { Address } from '@mvm/protocol'
import type { BondThreshold, Eligibility, Schedule, SequencingPort } from '@mvm/rpc'
import { askL1 } from './askL1.ts'

const contract = 'SequencerPool'

/** What the SequencerPool says of a DAC. */
export class L1SequencingPort implements SequencingPort {
  readonly #source: ContractSource
  readonly #chainId: number

  constructor(source: ContractSource, chainId: number) {
    this.#source = source
    this.#chainId = chainId
  }

  schedule(epochCount: number, signal: AbortSignal): Promise<Schedule> {
    const source = { ...this.#source, signal }
    return askL1(async () => {
      const currentEpoch = await currentEpochOf(source)
      const first = Math.max(0, currentEpoch + 2 - epochCount)
      const epochs = await readSchedule(source, this.#chainId, first, currentEpoch + 1)
      return { currentEpoch, epochs }
    })
  }

  eligibility(
    account: Address,
    epoch: number | undefined,
    signal: AbortSignal,
  ): Promise<Eligibility> {
    const source = { ...this.#source, signal }
    return askL1(async () => {
      const standing = await readSequencerStanding(source, this.#chainId, account)
      const { stake, allocated, mayPost, currentEpoch } = standing
      const wanted = epoch ?? currentEpoch
      const { threshold, members } = await readEligible(source, this.#chainId, wanted)
      return {
        epoch: wanted,
        isFinal: wanted <= currentEpoch + 1,
        threshold,
        weight: members.find((member) => member.account === account)?.weight ?? 0n,
        totalWeight: members.reduce((sum, { weight }) => sum + weight, 0n),
        ...{ stake, allocated, mayPost },
      }
    })
  }

  threshold(signal: AbortSignal): Promise<BondThreshold> {
    const source = { ...this.#source, signal }
    const chainId = this.#chainId
    return askL1(async () => {
      const currentEpoch = await currentEpochOf(source)
      const at = (epoch: number) =>
        ({ contract, method: 'thresholdAt', args: [chainId, epoch] }) as const
      const [[now, current, next], escrow] = await Promise.all([
        callContracts(source, [
          { contract, method: 'threshold', args: [chainId] },
          at(currentEpoch),
          at(currentEpoch + 1),
        ]),
        readEscrow(source, chainId),
      ])
      return {
        ...{ currentEpoch, escrow, threshold: now?.[0] },
        inCurrentEpoch: current?.[0],
        inNextEpoch: next?.[0],
      }
    })
  }
}

async function currentEpochOf(source: ContractSource): Promise<number> {
  const [epoch] = await callContracts(source, [{ contract, method: 'currentEpoch', args: [] }])
  return Number(epoch?.[0])
}
