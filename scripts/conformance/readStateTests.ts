import { readFileSync } from 'node:fs'
import type { StateTest, StateTestCase } from './StateTest.ts'

/** All cases of a state test file. */
export function readStateTests(path: string): StateTestCase[] {
  const tests = JSON.parse(readFileSync(path, 'utf8')) as Record<string, StateTest>
  const cases: StateTestCase[] = []
  for (const [name, test] of Object.entries(tests)) {
    for (const [fork, results] of Object.entries(test.post)) {
      for (const [index, expected] of results.entries()) {
        cases.push({ name: `${name} [${fork} ${index}]`, fork, test, expected })
      }
    }
  }
  return cases
}
