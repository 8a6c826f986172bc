// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IMVM_ExecutionManager} from "./interfaces/IMVM_ExecutionManager.sol";
import {IStepModule} from "./interfaces/IStepModule.sol";

/// @notice The table of step modules, set once and for all at construction. It has no owner.
contract MVM_ExecutionManager is IMVM_ExecutionManager {
    /// @dev Written by the constructor only.
    address[] private _modules;

    constructor(address[] memory modules) {
        for (uint256 i = 0; i < modules.length; ++i) {
            require(modules[i].code.length > 0, ModuleWithoutCode(modules[i]));
        }
        _modules = modules;
    }

    /// @inheritdoc IMVM_ExecutionManager
    function step(bytes32 preHash, uint256 position, uint256 moduleId, bytes calldata tape)
        external
        view
        returns (bytes32 postHash)
    {
        require(moduleId < _modules.length, UnknownModule(moduleId));
        (bool success, bytes memory answer) = _modules[moduleId].staticcall(
            abi.encodeCall(IStepModule.step, (preHash, position, tape))
        );
        if (!success) {
            assembly ("memory-safe") {
                revert(add(answer, 0x20), mload(answer))
            }
        }
        require(answer.length == 32, WrongAnswer(moduleId, answer.length));
        return abi.decode(answer, (bytes32));
    }

    /// @inheritdoc IMVM_ExecutionManager
    function module(uint256 moduleId) external view returns (address) {
        require(moduleId < _modules.length, UnknownModule(moduleId));
        return _modules[moduleId];
    }

    /// @inheritdoc IMVM_ExecutionManager
    function moduleCount() external view returns (uint256) {
        return _modules.length;
    }
}
