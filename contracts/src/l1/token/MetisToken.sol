// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Burnable} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Burnable.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {ERC20Votes} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Votes.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";

/// @notice Metis Token (MT): bonds, bridged gas coin of every DAC, votes of MetisDAO.
/// @dev The supply is made once and only ever burned. Votes count after `delegate`, on timestamps.
contract MetisToken is ERC20, ERC20Burnable, ERC20Permit, ERC20Votes {
    /// @param holder Receives the whole supply.
    constructor(address holder, uint256 supply)
        ERC20("Metis Token", "MT")
        ERC20Permit("Metis Token")
    {
        _mint(holder, supply);
    }

    /// @notice Votes are counted by timestamp, so that periods mean the same on every L1.
    function clock() public view override returns (uint48) {
        return uint48(block.timestamp);
    }

    /// @notice Machine-readable form of `clock` (ERC-6372).
    function CLOCK_MODE() public pure override returns (string memory) {
        return "mode=timestamp";
    }

    function nonces(address owner) public view override(ERC20Permit, Nonces) returns (uint256) {
        return super.nonces(owner);
    }

    function _update(address from, address to, uint256 value) internal override(ERC20, ERC20Votes) {
        super._update(from, to, value);
    }
}
