import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { readJson } from '../support/readJson.ts'
import { runMvm } from '../support/runMvm.ts'
import { tempFolder } from '../support/tempFolder.ts'

/** A port that nobody listens on. */
const NOWHERE = 'http://127.0.0.1:9'

test('wrong usage ends with 2, with nothing on stdout', async () => {
  const run = await runMvm(['tx', 'send'], { folder: tempFolder() })
  expect(run.code).toBe(2)
  expect(run.stdout).toBe('')
  expect(run.stderr).toMatch(/^error USAGE: there is neither a recipient nor the code/)
})

test('wrong usage is JSON on stdout with --json', async () => {
  const run = await runMvm(['tx', 'send', '--to', 'me', '--json'], { folder: tempFolder() })
  expect(run.code).toBe(2)
  const { error } = readJson(run)
  expect(error.code).toBe('USAGE')
  expect(error.remedy).toBe('Run: mvm tx send --help')
})

test.each([
  [['show'], "missing required argument 'id'"],
  [['show', '-1'], 'It is no whole number from 0.'],
  [['auto', '1.5'], 'It is no whole number from 0.'],
  [['watch', '0x'], 'It is no whole number from 0.'],
  [['move', '0', '--as', 'judge'], 'Allowed: asserter, challenger, bystander.'],
  [['step', '0', '--calldata'], 'nothing is without --prove'],
  [['step', '0', '--dry-run'], 'nothing is without --prove'],
  [['step', '0', '--tape', ''], 'It is empty.'],
  [['list', '0'], 'too many arguments'],
] as const)('dispute %j is wrong usage, without a look at L1', async (words, problem) => {
  const run = await runMvm(['dispute', ...words, '--l1-url', NOWHERE], { folder: tempFolder() })
  expect(run.stderr).toContain('error USAGE')
  expect(run.stderr).toContain(problem)
  expect(run.code).toBe(2)
})

test('a node that does not answer ends with 4, and the way out is named', async () => {
  const run = await runMvm(['finality', 'status', '--dac', 'demo', '--rpc-url', NOWHERE], {
    folder: tempFolder(),
  })
  expect(run.code).toBe(4)
  expect(run.stderr).toContain(`error NODE_UNREACHABLE: no node answers at ${NOWHERE}/demo`)
  expect(run.stderr).toContain('mvm devnet up')
})

test('an L1 that does not answer ends with 4', async () => {
  const run = await runMvm(['dac', 'list', '--l1-url', NOWHERE, '--json'], {
    folder: tempFolder(),
  })
  expect(run.code).toBe(4)
  expect(readJson(run).error.code).toBe('L1_UNREACHABLE')
})

test('something else than a node at the URL ends with 4', async () => {
  const server = createServer((_request, response) => response.end('<html>hello</html>'))
  server.listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await new Promise((resolve) => server.once('listening', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const run = await runMvm(['finality', 'status', '--rpc-url', url], { folder: tempFolder() })
  expect(run.code).toBe(4)
  expect(run.stderr).toContain('its answer is no JSON-RPC')
})

test('nothing is coloured and nothing redrawn without a terminal', async () => {
  const run = await runMvm(['charter', 'lint', 'nowhere.yaml'], {
    folder: tempFolder(),
    environment: { FORCE_COLOR: '1' },
  })
  expect(run.stderr).not.toContain('\u001b')
})
