import { createEVM, type Log } from '@ethereumjs/evm'
import type { RunState } from './OpcodeTables.ts'

/** The parts of EthereumJS's interpreter of one frame that {@link runFrameSteps} works on. */
export interface InterpreterInternals {
  readonly _runState: RunState
  readonly _result: { logs: Log[] }
  readonly _evm: object
  run(code: Uint8Array, options?: { readonly pc?: number }): Promise<InterpreterEnd>
}

export interface InterpreterEnd {
  readonly runState: RunState
  readonly exceptionError?: unknown
}

/**
 * The prototype of the class, which the package does not export: taken from the interpreter that a
 * program of one opcode is run by.
 */
export const interpreterPrototype: InterpreterInternals = await capture()

async function capture(): Promise<InterpreterInternals> {
  let captured: InterpreterInternals | undefined
  const evm = await createEVM({
    customOpcodes: [
      {
        opcode: 0x0c,
        opcodeName: 'CAPTURE',
        baseFee: 0,
        logicFunction: ({ interpreter }: RunState): void => {
          captured = Object.getPrototypeOf(interpreter) as InterpreterInternals
        },
      },
    ],
  })
  await evm.runCode({ code: Uint8Array.of(0x0c) })
  return captured as InterpreterInternals
}
