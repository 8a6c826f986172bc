import { arithmeticOpcodes } from './arithmeticOpcodes.ts'
import { flowOpcodes } from './flowOpcodes.ts'
import type { OpcodeHandlers } from './OpcodeHandler.ts'

/** Every opcode that the machine knows. */
export const opcodeHandlers: OpcodeHandlers = { ...arithmeticOpcodes, ...flowOpcodes }
