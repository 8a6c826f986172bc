import { accountOpcodes } from './accountOpcodes.ts'
import { arithmeticOpcodes } from './arithmeticOpcodes.ts'
import { callOpcodes } from './callOpcodes.ts'
import { createOpcodes } from './createOpcodes.ts'
import { environmentOpcodes } from './environmentOpcodes.ts'
import { exitOpcodes } from './exitOpcodes.ts'
import { flowOpcodes } from './flowOpcodes.ts'
import { memoryOpcodes } from './memoryOpcodes.ts'
import type { OpcodeHandlers } from './OpcodeHandler.ts'
import { storageOpcodes } from './storageOpcodes.ts'

/** Every opcode that the machine knows. */
export const opcodeHandlers: OpcodeHandlers = {
  ...arithmeticOpcodes,
  ...flowOpcodes,
  ...environmentOpcodes,
  ...memoryOpcodes,
  ...accountOpcodes,
  ...storageOpcodes,
  ...callOpcodes,
  ...createOpcodes,
  ...exitOpcodes,
}
