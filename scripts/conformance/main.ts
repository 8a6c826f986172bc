import { parseArgs } from 'node:util'
import { runInParallel } from './runInParallel.ts'

const usage = `Usage: node scripts/conformance/main.ts state-tests <folder> [options]

Runs Ethereum's state tests through the executor.

  --filter <regular expression>  only cases whose name matches
  --every <n>                    only each n-th case
  --jobs <n>                     worker threads (default 2)
  --deny <opcode>                deny an opcode to everybody, to see the suite notice it
`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    filter: { type: 'string' },
    every: { type: 'string' },
    jobs: { type: 'string' },
    deny: { type: 'string' },
    help: { type: 'boolean' },
  },
})
const [command, folder] = positionals
if (values.help === true || command !== 'state-tests' || folder === undefined) {
  process.stderr.write(usage)
  process.exit(values.help === true ? 0 : 2)
}
const totals = await runInParallel(
  {
    folder,
    ...(values.filter === undefined ? {} : { filter: values.filter }),
    every: Number(values.every ?? 1),
    ...(values.deny === undefined ? {} : { deny: Number(values.deny) }),
  },
  Number(values.jobs ?? 2),
  (line) => process.stdout.write(`${line}\n`),
)
process.stdout.write(
  `${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped\n`,
)
process.exit(totals.failed > 0 || totals.passed === 0 ? 1 : 0)
