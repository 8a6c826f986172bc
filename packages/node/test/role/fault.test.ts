import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { faultNames } from '@mvm/execution'
import { describe, expect, it } from 'vitest'
import { tempFolder } from '../support/tempFolder.ts'

const main = fileURLToPath(new URL('../../../../dist/mvm-node.js', import.meta.url))
const run = promisify(execFile)

describe('mvm-node run --fault', () => {
  it('lists the faults, whatever else is missing', async () => {
    const { stdout } = await run('node', [main, 'run', '--fault', 'list'])
    expect(stdout.trim().split('\n')).toEqual(faultNames)
  })

  it.each([
    ['strict', 'wrong-gas', 'FAULT_REFUSED'],
    ['dev', 'wrong-everything', 'UNKNOWN_FAULT'],
  ])('is refused with the profile %s and the name %s', async (profile, fault, code) => {
    const folder = tempFolder('fault')
    try {
      const contracts = join(folder.path, 'contracts.json')
      const options = ['--l1-url', 'http://127.0.0.1:1', '--l1-contracts', contracts]
      const where = ['--data', folder.path, '--profile', profile, '--role', 'follower']
      await expect(
        run('node', [main, 'run', ...options, ...where, '--fault', fault]),
      ).rejects.toMatchObject({ code: 3, stderr: expect.stringContaining(`error ${code}`) })
    } finally {
      await folder.remove()
    }
  })
})
