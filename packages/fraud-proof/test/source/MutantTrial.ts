import type { StepModule } from '@mvm/protocol'
import { compileSolidity } from '../../../protocol/test/solidity/compileSolidity.ts'
import type { StepVerifier } from '../evm/StepVerifier.ts'
import type { AnsweredStep } from './readRecording.ts'
import type { SourceMutant } from './sourceMutants.ts'
import { MANAGER, pathOf } from './verifierSources.ts'

/** `none` for what does not compile, or to the same bytecode. */
export type Fate = 'caught' | 'alive' | 'none'

/** So many at first, and twice as many each time, so that a mutant which is caught at once costs little. */
const FIRST_STEPS = 16
/** More than a transaction of L1 can have (EIP-7825), and than any step takes, even without the optimizer. */
const GAS_PER_STEP = 2n ** 25n

/** Lets mutants take steps of which L1's answer is known. */
export class MutantTrial {
  readonly #verifier: StepVerifier
  readonly #steps: ReadonlyMap<StepModule, readonly AnsweredStep[]>
  readonly #intact = new Map<StepModule, string>()

  constructor(verifier: StepVerifier, steps: ReadonlyMap<StepModule, readonly AnsweredStep[]>) {
    this.#verifier = verifier
    this.#steps = steps
  }

  /** Whether the module as it is gives all the answers that it gave. */
  async isIntact(module: StepModule): Promise<boolean> {
    return !(await this.#differs(module, this.#codeOf(module)))
  }

  /** @param modules those that the changed source is a part of; each is tried until one is caught */
  async fateOf(mutant: SourceMutant, modules: readonly StepModule[]): Promise<Fate> {
    if (mutant.file === MANAGER) return this.#fateOfManager(mutant)
    let fate: Fate = 'none'
    for (const module of modules) {
      const code = ifPossible(() => compiled(module, mutant))
      if (code === null) return 'none'
      if (code === this.#codeOf(module)) continue
      if (await this.#differs(module, code)) return 'caught'
      fate = 'alive'
    }
    return fate
  }

  /** By a few steps of each module, which all go through it. */
  async #fateOfManager(mutant: SourceMutant): Promise<Fate> {
    const intact = compiledManager()
    const code = ifPossible(() => compiledManager(mutant))
    if (code === null || code === intact) return 'none'
    const steps = [...this.#steps.values()].flatMap((all) => [...all.slice(0, 2), ...all.slice(-2)])
    for (const module of this.#steps.keys()) await this.#restore(module)
    const replace = (other: string) => this.#verifier.replaceManager(other)
    await replace(code)
    try {
      return (await this.#isAnsweredOtherwise(steps, () => replace(intact))) ? 'caught' : 'alive'
    } finally {
      await replace(intact)
    }
  }

  #codeOf(module: StepModule): string {
    const code = this.#intact.get(module) ?? compiled(module)
    this.#intact.set(module, code)
    return code
  }

  #restore(module: StepModule): Promise<void> {
    return this.#verifier.replace(module, this.#codeOf(module))
  }

  /** @param restore takes the mutant away: what nobody answers without it either is no mutant's doing */
  async #isAnsweredOtherwise(
    steps: readonly AnsweredStep[],
    restore: () => Promise<void>,
  ): Promise<boolean> {
    const differ = async (): Promise<boolean> => {
      const answers = await this.#verifier.take(steps, GAS_PER_STEP)
      return steps.some(({ postHash }, i) => answers[i]?.postHash !== postHash)
    }
    try {
      return await differ()
    } catch (error) {
      // One that runs for ever takes all gas of the call with it.
      await restore()
      if (await differ())
        throw new Error('the verifier itself gives other answers', { cause: error })
      return true
    }
  }

  async #differs(module: StepModule, code: string): Promise<boolean> {
    const steps = this.#steps.get(module) ?? []
    await this.#verifier.replace(module, code)
    let size = FIRST_STEPS
    for (let from = 0; from < steps.length; from += size, size *= 2) {
      const some = steps.slice(from, from + size)
      if (await this.#isAnsweredOtherwise(some, () => this.#restore(module))) return true
    }
    return false
  }
}

function compiled(module: StepModule, mutant?: SourceMutant): string {
  const change = (text: string, path: string): string =>
    path === mutant?.file ? mutant.source : text
  return compileSolidity(pathOf(module), module, change, false)
}

function compiledManager(mutant?: SourceMutant): string {
  const change = (text: string, path: string): string =>
    path === mutant?.file ? mutant.source : text
  return compileSolidity(MANAGER, 'MVM_ExecutionManager', change, false)
}

/** `null` for what does not compile. */
function ifPossible(compile: () => string): string | null {
  try {
    return compile()
  } catch {
    return null
  }
}
