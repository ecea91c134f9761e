"""What a company's IT department sets for everybody on one computer."""
