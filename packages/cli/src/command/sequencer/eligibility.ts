import { callContracts, readEligible } from '@mvm/l1'
import { formatMt } from '@mvm/protocol'
import { readWhole } from '../../argument/readWhole.ts'
import { resolveDac } from '../../dac/resolveDac.ts'
import { connectL1 } from '../../l1/connectL1.ts'
import { formatTable } from '../../output/formatTable.ts'
import { dacOption } from '../../program/dacOption.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { option } from '../../program/option.ts'

/** `mvm sequencer eligibility`: whom an epoch's draw draws from. */
export const eligibility = defineCommand({
  noun: 'sequencer',
  verb: 'eligibility',
  summary: 'Shows from whom a DAC draws its sequencers in an epoch, and with what weights',
  examples: [
    'sequencer eligibility --dac demo',
    'sequencer eligibility --dac demo --epoch 12',
    'sequencer eligibility --dac demo --json',
  ],
  notes: ['Final from the start of the epoch before; until then it still follows the allocations.'],
  arguments: {},
  options: {
    dac: dacOption,
    epoch: option.optional('--epoch <n>', 'by default the current one', readWhole),
  },
  async handle(context, { options }) {
    const l1 = await connectL1(context)
    const { chainId, slug } = await resolveDac(context, l1)
    const [current] = await callContracts(l1, [
      { contract: 'SequencerPool', method: 'currentEpoch', args: [] },
    ])
    const currentEpoch = Number(current?.[0])
    const { epoch = currentEpoch } = options
    const { threshold, members } = await readEligible(l1, chainId, epoch)
    const total = members.reduce((sum, { weight }) => sum + weight, 0n)
    const shareOf = (weight: bigint) => Number((weight * 10_000n) / total) / 10_000
    return {
      data: {
        ...{ chainId, slug, epoch, isFinal: epoch <= currentEpoch + 1 },
        threshold: threshold.toString(),
        members: members.map(({ account, weight }) => ({
          ...{ account, weight: weight.toString(), share: shareOf(weight) },
        })),
      },
      text:
        members.length === 0
          ? `nobody reaches ${formatMt(threshold)} MT for "${slug}" in epoch ${epoch}: whoever allocates that much may post`
          : formatTable(
              ['account', 'MT', 'share'],
              members.map(({ account, weight }) => [
                account,
                formatMt(weight),
                `${(shareOf(weight) * 100).toFixed(2)} %`,
              ]),
            ),
      next: [`mvm sequencer schedule --dac ${slug}`],
    }
  },
})
