import { readText } from '../../argument/readText.ts'
import { readCharter } from '../../charter/readCharter.ts'
import { formatFields } from '../../output/formatFields.ts'
import { defineCommand } from '../../program/defineCommand.ts'

/** `mvm charter lint`: all mistakes of a charter file, each with its place and with what is allowed there. */
export const lint = defineCommand({
  noun: 'charter',
  verb: 'lint',
  summary: 'Checks a charter file, without any network',
  examples: [
    'charter lint charter.yaml',
    'charter lint charter.yaml --json',
    'charter show --dac demo | mvm charter lint -',
  ],
  notes: ['Ends with 3 if there is a mistake; all mistakes are shown, as file:line:column.'],
  arguments: {
    file: { name: '<file>', description: 'the charter in YAML; - is stdin', parse: readText },
  },
  options: {},
  async handle(_context, { arguments: { file } }) {
    const { slug, profile, preset, permissions, taxrates, managementContract } =
      await readCharter(file)
    return {
      data: {
        file,
        isValid: true,
        slug,
        profile,
        preset,
        permissionCount: permissions.length,
        taxBracketCount: taxrates.length,
        managementContract,
      },
      text: `${file}: no mistakes\n${formatFields([
        ['slug', slug],
        ['profile', profile],
        ['preset', preset],
        ['permissions', permissions.length],
        ['tax brackets', taxrates.length],
        ['management contract', managementContract],
      ])}`,
      next: [`mvm dac create --charter ${file}`],
    }
  },
})
