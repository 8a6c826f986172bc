import { expect, test } from 'vitest'
import { readJson } from '../support/readJson.ts'
import { runMvm } from '../support/runMvm.ts'
import { tempFolder } from '../support/tempFolder.ts'

test('devnet up names its faults, and refuses one that it does not know', async () => {
  const folder = tempFolder()
  const up = ['devnet', 'up', '--fault']
  const { faults } = readJson(await runMvm([...up, 'list', '--json'], { folder })).data
  expect(faults).toHaveLength(19)
  expect(faults).toContain('wrong-storage')
  const unknown = await runMvm([...up, 'wrong-weather'], { folder })
  expect(unknown.code).not.toBe(0)
  expect(unknown.stderr).toContain('wrong-weather')
})
