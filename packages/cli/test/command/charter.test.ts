import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readJson } from '../support/readJson.ts'
import { runMvm } from '../support/runMvm.ts'
import { tempFolder } from '../support/tempFolder.ts'

const MISTAKEN = `slug: acme
profile: dev
presett: open
permissions:
  - { operation: allow, opcode: SUBMITT, addresses: ["0x70997970C51812dc3A010C7d01b50e0d17dc79C8"] }
  - { operation: permit, opcode: SSTORE, addresses: ["0x7099"] }
taxrates:
  - { threshold: "0", rate: 2000 }
management_contract: "0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc"
`

describe('mvm charter lint', () => {
  test('names file, line and column of every mistake, with what is allowed, and ends with 3', async () => {
    const folder = tempFolder()
    writeFileSync(join(folder, 'charter.yaml'), MISTAKEN)
    const run = await runMvm(['charter', 'lint', 'charter.yaml'], { folder })

    expect(run.code).toBe(3)
    expect(run.stdout).toBe('')
    expect(run.stderr).toMatch(/^error CHARTER_FILE: the charter has 5 mistakes\n/)
    const places = run.stderr.split('\n').filter((line) => line.startsWith('charter.yaml:'))
    expect(places.map((line) => line.split(': ')[0])).toEqual([
      'charter.yaml:3:1',
      'charter.yaml:5:33',
      'charter.yaml:6:18',
      'charter.yaml:6:54',
      'charter.yaml:8:29',
    ])
    for (const line of places) expect(line).toMatch(/; allowed: ./)
    expect(places[0]).toContain('unknown key "presett", did you mean "preset"?')
    expect(places[1]).toContain('permissions[0].opcode: "SUBMITT" is neither an opcode')
    expect(places[2]).toContain('allowed: allow, deny')
    expect(run.stderr).toContain('mvm charter lint charter.yaml')
  })

  test('gives programs the same problems with --json', async () => {
    const folder = tempFolder()
    writeFileSync(join(folder, 'charter.yaml'), MISTAKEN)
    const run = await runMvm(['charter', 'lint', 'charter.yaml', '--json'], { folder })

    expect(run.code).toBe(3)
    const { error } = readJson(run)
    expect(error.code).toBe('CHARTER_FILE')
    expect(error.remedy).toContain('mvm charter lint')
    expect(error.details.problems).toHaveLength(5)
    expect(error.details.problems[0]).toMatchObject({ line: 3, column: 1, path: 'presett' })
    expect(run.stderr).toBe('')
  })

  test('points at the place where YAML itself breaks', async () => {
    const folder = tempFolder()
    writeFileSync(join(folder, 'broken.yaml'), 'slug: acme\npermissions: [\n')
    const run = await runMvm(['charter', 'lint', 'broken.yaml'], { folder })
    expect(run.code).toBe(3)
    expect(run.stderr).toMatch(/broken\.yaml:3:1: /)
  })

  test('says so when there is no such file', async () => {
    const run = await runMvm(['charter', 'lint', 'nowhere.yaml'], { folder: tempFolder() })
    expect(run.code).toBe(3)
    expect(run.stderr).toContain('nowhere.yaml cannot be read: there is no such file')
  })
})

describe('mvm charter init', () => {
  test.each(['open', 'members', 'members-deploy', 'blocklist'])(
    'writes a %s charter that lint accepts as it is',
    async (preset) => {
      const folder = tempFolder()
      const written = await runMvm(['charter', 'init', '--preset', preset, '--slug', 'acme'], {
        folder,
      })
      expect(written.code).toBe(0)
      const checked = await runMvm(['charter', 'lint', '-', '--json'], {
        folder,
        stdin: written.stdout,
      })
      expect(readJson(checked).data).toMatchObject({ isValid: true, slug: 'acme', preset })
    },
  )

  test('names the account that would sign as the management contract', async () => {
    const privateKey = '0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d'
    const run = await runMvm(['charter', 'init'], {
      folder: tempFolder(),
      environment: { MVM_PRIVATE_KEY: privateKey },
    })
    expect(run.stdout).toContain(
      'management_contract: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"',
    )
  })

  test('leaves it open for other profiles than dev, and says so', async () => {
    const run = await runMvm(['charter', 'init', '--profile', 'strict', '--json'], {
      folder: tempFolder(),
    })
    const { data, warnings } = readJson(run)
    expect(data.text).toMatch(/^management_contract:$/m)
    expect(warnings).toHaveLength(1)
  })

  test('does not replace a file unless it is told to', async () => {
    const folder = tempFolder()
    const path = join(folder, 'charter.yaml')
    writeFileSync(path, 'mine')
    const refused = await runMvm(['charter', 'init', '--out', 'charter.yaml'], { folder })
    expect(refused.code).toBe(6)
    expect(refused.stderr).toContain('--force')
    expect(readFileSync(path, 'utf8')).toBe('mine')
    const written = await runMvm(['charter', 'init', '--out', 'charter.yaml', '--force'], {
      folder,
    })
    expect(written.code).toBe(0)
    expect(readFileSync(path, 'utf8')).toMatch(/^slug: my-dac/m)
  })

  test('refuses a slug that no DAC can have', async () => {
    const run = await runMvm(['charter', 'init', '--slug', 'www'], { folder: tempFolder() })
    expect(run.code).toBe(2)
    expect(run.stderr).toContain("kept for the gateway's own hosts")
  })
})
