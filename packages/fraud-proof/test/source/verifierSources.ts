import { readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type StepModule, stepModules } from '@mvm/protocol'

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url))
const FOLDER = 'contracts/src/l1/dispute/step'
/** Those that read most of what there is to read come first: they tell soonest that a library does something else. */
const eager: readonly StepModule[] = ['StorageStep', 'CallEnterStep', 'MemoryStep', 'TxListsStep']
const inTurn = [...eager, ...stepModules.filter((module) => !eager.includes(module))]

/** What hands each step to its module. */
export const MANAGER = 'contracts/src/l1/dispute/MVM_ExecutionManager.sol'

/** A file of the verifier's source, and the modules that it is a part of. */
export interface VerifierSource {
  readonly path: string
  readonly text: string
  /** None for the execution manager. */
  readonly modules: readonly StepModule[]
}

/** All sources that the step modules are made of, each module's own after those that it imports, then the manager. */
export function verifierSources(): VerifierSource[] {
  const users = new Map<string, StepModule[]>()
  const add = (path: string, module: StepModule): void => {
    const known = users.get(path) ?? []
    if (known.includes(module)) return
    users.set(path, [...known, module])
    for (const imported of importsOf(path)) add(imported, module)
  }
  for (const module of inTurn) add(`${FOLDER}/${module}.sol`, module)
  return [...users, [MANAGER, []] as const]
    .map(([path, modules]) => ({ path, text: textOf(path), modules }))
    .toSorted((a, b) => b.modules.length - a.modules.length || (a.path < b.path ? -1 : 1))
}

export function pathOf(module: StepModule): string {
  return `${FOLDER}/${module}.sol`
}

function textOf(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}

function importsOf(path: string): string[] {
  const found = textOf(path).matchAll(/^(?:import .*|\} from )"(\.[^"]+)";$/gm)
  return [...found].map(([, imported]) => posix.join(dirname(path), imported as string))
}
