import { callContracts, readSchedule, type ScheduledEpoch } from '@mvm/l1'
import { readWhole } from '../../argument/readWhole.ts'
import { resolveDac } from '../../dac/resolveDac.ts'
import { connectL1 } from '../../l1/connectL1.ts'
import { formatTable } from '../../output/formatTable.ts'
import { dacOption } from '../../program/dacOption.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { option } from '../../program/option.ts'

/** `mvm sequencer schedule`: who leads a DAC, epoch by epoch. */
export const schedule = defineCommand({
  noun: 'sequencer',
  verb: 'schedule',
  summary: 'Shows who leads a DAC and who backs them up, epoch by epoch',
  examples: [
    'sequencer schedule --dac demo',
    'sequencer schedule --dac demo --last 20',
    'sequencer schedule --dac demo --json',
  ],
  notes: ['Through the next epoch: nobody can know more, the seeds are not out.'],
  arguments: {},
  options: {
    dac: dacOption,
    last: option.withDefault('--last <n>', 'how many, counted from the next epoch', readWhole, 4),
  },
  async handle(context, { options: { last } }) {
    const l1 = await connectL1(context)
    const { chainId, slug } = await resolveDac(context, l1)
    const [epoch] = await callContracts(l1, [
      { contract: 'SequencerPool', method: 'currentEpoch', args: [] },
    ])
    const currentEpoch = Number(epoch?.[0])
    const first = Math.max(0, currentEpoch + 2 - last)
    const epochs = await readSchedule(l1, chainId, first, currentEpoch + 1)
    return {
      data: { chainId, slug, currentEpoch, epochs: epochs.map((scheduled) => ({ ...scheduled })) },
      text: formatTable(
        ['epoch', 'from L1 block', 'leader', 'backups', 'producer'],
        epochs.map((scheduled) => [
          `${scheduled.epoch}${scheduled.epoch === currentEpoch ? ' now' : ''}`,
          scheduled.firstL1Block,
          leaderOf(scheduled),
          scheduled.backups.join(' ') || '–',
          scheduled.producer ?? '–',
        ]),
      ),
      next: [`mvm sequencer eligibility --dac ${slug}`],
    }
  },
})

function leaderOf({ state, leader }: ScheduledEpoch): string {
  if (state === 'unknown') return 'not drawn yet'
  return leader ?? 'anyone with the threshold'
}
