import { describeCharter } from '@mvm/protocol'
import { stringify } from 'yaml'
import { fetchCharter } from '../../charter/fetchCharter.ts'
import { openDac } from '../../dac/openDac.ts'
import { resolveDac } from '../../dac/resolveDac.ts'
import { connectL1 } from '../../l1/connectL1.ts'
import type { CommandContext } from '../../program/CommandContext.ts'
import { dacOption } from '../../program/dacOption.ts'
import { defineCommand } from '../../program/defineCommand.ts'

/** `mvm charter show`: the charter in force, in the form of a charter file. */
export const show = defineCommand({
  noun: 'charter',
  verb: 'show',
  summary: 'Shows the charter in force, in the form of a charter file',
  examples: [
    'charter show --dac demo',
    'charter show --dac demo > charter.yaml',
    'charter show --dac 2718281828459 --json',
  ],
  notes: ['The chain does not know presets: what one restricts is written out.'],
  arguments: {},
  options: { dac: dacOption },
  async handle(context) {
    const { charter, version } = await fetchCharter(await openDac(context), context.signal)
    const registered = await registeredFields(context)
    const description = describeCharter(charter)
    const file = { ...registered, preset: 'open', ...description }
    return {
      data: { ...file, version },
      text: `# version ${version}\n${stringify(file, { lineWidth: 0 }).trimEnd()}`,
    }
  },
})

/** What stands in the file and not in the charter on L2; without L1 only as much as is known here. */
async function registeredFields(
  context: CommandContext,
): Promise<{ slug?: string; profile?: string }> {
  try {
    const { slug, profile } = await resolveDac(context, await connectL1(context))
    return { slug, profile }
  } catch (error) {
    context.signal.throwIfAborted()
    context.warn(`slug and profile are not known: ${(error as Error).message}`)
    return {}
  }
}
