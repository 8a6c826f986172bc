// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice What a DAC's slug must be: a DNS label, since it becomes a subdomain.
library SlugRules {
    error SlugLengthOutOfRange(uint256 length, uint256 max);
    /// @notice Only a-z, 0-9 and, inside, hyphens.
    error SlugCharacter(uint256 position, bytes1 character);
    /// @notice Hyphens at places 3 and 4 mark encoded international names, which can look like another's.
    error SlugLooksEncoded(string slug);
    error SlugReserved(string slug);

    uint256 internal constant MAX_LENGTH = 63;

    /// @notice Reverts for a slug that no DAC may have.
    function requireValid(string memory slug) internal pure {
        bytes memory label = bytes(slug);
        uint256 length = label.length;
        require(length >= 1 && length <= MAX_LENGTH, SlugLengthOutOfRange(length, MAX_LENGTH));
        for (uint256 i = 0; i < length; i++) {
            bytes1 c = label[i];
            bool isAlphanumeric = (c >= "a" && c <= "z") || (c >= "0" && c <= "9");
            bool isInnerHyphen = c == "-" && i > 0 && i < length - 1;
            require(isAlphanumeric || isInnerHyphen, SlugCharacter(i, c));
        }
        require(length < 4 || label[2] != "-" || label[3] != "-", SlugLooksEncoded(slug));
        require(!isReserved(slug), SlugReserved(slug));
    }

    /// @notice Whether a slug is kept for hosts that a gateway's domain has itself.
    function isReserved(string memory slug) internal pure returns (bool) {
        if (bytes(slug).length > 32) return false;
        bytes32 s = bytes32(bytes(slug));
        return s == "admin" || s == "api" || s == "app" || s == "bridge" || s == "cdn"
            || s == "dashboard" || s == "docs" || s == "explorer" || s == "faucet" || s == "ftp"
            || s == "gateway" || s == "gov" || s == "ipfs" || s == "l1" || s == "localhost"
            || s == "mail" || s == "metis" || s == "metisdao" || s == "metrics" || s == "mvm"
            || s == "ns1" || s == "ns2" || s == "rpc" || s == "smtp" || s == "status"
            || s == "support" || s == "test" || s == "ws" || s == "www";
    }
}
