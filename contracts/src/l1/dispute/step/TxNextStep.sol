// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {PayloadV1} from "../../../payload/PayloadV1.sol";
import {IStepModule} from "../interfaces/IStepModule.sol";
import {Boundary} from "../machine/Boundary.sol";
import {Kind} from "../machine/Kind.sol";
import {Machine, MachineState} from "../machine/Machine.sol";
import {Tape} from "../machine/Tape.sol";
import {Deposit} from "../transaction/Deposit.sol";
import {SignedTransaction} from "../transaction/SignedTransaction.sol";

/// @notice Takes the steps of TX_NEXT: reads the next input, deposits first, and no state.
contract TxNextStep is IStepModule {
    using Boundary for Machine;
    using MachineState for Machine;
    using Tape for Tape.Reader;

    /// @dev Words of a queue element's hash, and the hash of the chain over those after it.
    uint256 private constant ELEMENT_WORDS = 10;

    /// @dev The number of inputs is that of the payload, which is bound.
    error NoSuchInput(uint256 position);

    /// @inheritdoc IStepModule
    function step(bytes32 preHash, uint256 position, bytes calldata tape)
        external
        pure
        returns (bytes32)
    {
        Machine memory m = MachineState.open(preHash, tape);
        m.requireKind(Kind.TX_NEXT);
        if (position % Boundary.SLOT_STEPS != 0) return m.wait(preHash);
        m.transaction.startRoot = m.world.stateRoot;
        return m.blockPart.depositHash != 0 ? _nextDeposit(m) : _nextOfPayload(m);
    }

    function _nextDeposit(Machine memory m) private pure returns (bytes32) {
        uint256[ELEMENT_WORDS + 1] memory link;
        uint256 place;
        Deposit.Element memory element;
        assembly ("memory-safe") {
            place := link
            // The words are the struct's.
            element := link
        }
        m.tape.nextWords(place, ELEMENT_WORDS + 1);
        bytes32 hash = MachineState.hashWords(place, ELEMENT_WORDS);
        bytes32 chained = keccak256(abi.encode(hash, link[ELEMENT_WORDS]));
        bytes32 expected = m.blockPart.depositHash;
        require(chained == expected, Tape.WrongElement(chained, expected));
        m.blockPart.depositHash = bytes32(link[ELEMENT_WORDS]);
        Deposit.read(m.transaction, element, m.tape.nextWithHash(element.dataHash));
        return m.goOn(Kind.TX_CHECK);
    }

    function _nextOfPayload(Machine memory m) private pure returns (bytes32) {
        bytes calldata payload = m.tape.nextWithHash(m.blockPart.payloadHash);
        uint256 cursor = m.blockPart.payloadCursor;
        (bool found, uint256 start, uint256 end) =
            PayloadV1.nextInput(payload, cursor, m.blockPart.payloadEnd);
        require(found, NoSuchInput(cursor));
        m.blockPart.payloadCursor = end;
        bool isRead = SignedTransaction.read(m.transaction, m.blockPart, payload[start:end]);
        return isRead ? m.goOn(Kind.TX_CHECK) : m.afterInput();
    }
}
