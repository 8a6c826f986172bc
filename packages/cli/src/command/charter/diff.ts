import { readText } from '../../argument/readText.ts'
import { compareWithFile } from '../../charter/compareWithFile.ts'
import { formatChanges } from '../../charter/formatChanges.ts'
import { openDac } from '../../dac/openDac.ts'
import { dacOption } from '../../program/dacOption.ts'
import { defineCommand } from '../../program/defineCommand.ts'

/** `mvm charter diff`: in what a charter file differs from the charter in force. */
export const diff = defineCommand({
  noun: 'charter',
  verb: 'diff',
  summary: 'Shows in what a charter file differs from the charter in force',
  examples: [
    'charter diff charter.yaml --dac demo',
    'charter diff charter.yaml --dac demo --json',
    'charter show --dac demo | mvm charter diff - --dac demo',
  ],
  notes: ['Ends with 0 whether they differ or not; slug and profile are not compared.'],
  arguments: {
    file: { name: '<file>', description: 'the charter in YAML; - is stdin', parse: readText },
  },
  options: { dac: dacOption },
  async handle(context, { arguments: { file } }) {
    const node = await openDac(context)
    const { version, changes } = await compareWithFile(node, file, context.signal)
    return {
      data: {
        version,
        isSame: changes.length === 0,
        changes: changes.map(({ field, sign, text, method }) => ({ field, sign, text, method })),
      },
      text:
        changes.length === 0
          ? `${file} is the charter in force (version ${version})`
          : `# against version ${version}\n${formatChanges(changes)}`,
      ...(changes.length === 0 ? {} : { next: [`mvm charter propose ${file}`] }),
    }
  },
})
