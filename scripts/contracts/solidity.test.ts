import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

// Here, and not before Vitest: compiling takes one core, while tests of running networks wait.
test('the tests in Solidity pass, and the gas snapshots are up to date', async () => {
  const child = spawn('npm', ['run', '--silent', 'test:contracts'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const endWithUs = () => void child.kill()
  process.on('exit', endWithUs)
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ])
  process.off('exit', endWithUs)
  expect(code, `${stdout}\n${stderr}`).toBe(0)
  expect(stdout).toMatch(/\d+ passing/)
}, 1_200_000)
