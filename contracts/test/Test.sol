// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Vm} from "./Vm.sol";

/// @notice Base of every Solidity test: the cheat codes as `vm`, and what invariant tests aim at.
/// @dev Assertions are cheat codes too: `vm.assertEq(left, right)`. The runner starts every function
/// whose name begins with `test`, `testFuzz_` or `invariant_` after `setUp()`.
abstract contract Test {
    /// @dev The runner recognises a test contract by this.
    bool public constant IS_TEST = true;

    Vm internal constant vm = Vm(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D);

    address[] private _targets;

    /// @notice Names an account and derives its address from the name.
    function account(string memory name) internal returns (address made) {
        made = vm.addr(uint256(keccak256(bytes(name))));
        vm.label(made, name);
    }

    /// @notice Private key of `account(name)`.
    function keyOf(string memory name) internal pure returns (uint256) {
        return uint256(keccak256(bytes(name)));
    }

    /// @notice Folds a fuzzed number into `min` … `max`; a number in range is kept.
    function bound(uint256 value, uint256 min, uint256 max) internal pure returns (uint256) {
        if (value >= min && value <= max) return value;
        uint256 size = max - min;
        return size == type(uint256).max ? value : min + value % (size + 1);
    }

    /// @notice Makes invariant runs call the functions of `target`, and of what else was named so.
    function targetContract(address target) internal {
        _targets.push(target);
    }

    /// @dev Read by the runner before an invariant run.
    function targetContracts() public view returns (address[] memory) {
        return _targets;
    }
}
