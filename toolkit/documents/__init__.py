"""Word documents: from results to context, from context and template to pages."""
